## Что пришло и кто это считает
count-head = что пришло
count-all = Всё на месте
count-in = Принять
count-of = { $arrived } из { $ordered }
count-damaged = брак { $n }
count-wrong = не то { $n }
count-closed = закрыто { $n }
count-cancelled = отменено { $n }
count-surplus = лишних { $n }
count-missing = не хватает { $n }
count-arrived = пришло { $arrived } из { $ordered }
event-counted = приняты товары
refusal-nothing-counted = В { $number } ещё ничего не посчитано. Укажите, сколько штук пришло.
refusal-counted-meanwhile = Кто-то только что посчитал { $number }. Посмотрите, что посчитано, и добавьте остальное.
refusal-more-than-ordered = В { $number } на { $more } больше, чем заказано. Если они правда пришли, подтвердите, что они лишние.
refusal-only-receivers = Приход считают только приёмщики, заявители и закупщики.
alarm-since-not-counted = Получено { $when }
alarm-since-short = Посчитано { $when }
notice-alarm-not-counted = получено, но не посчитано
notice-alarm-short = не хватает или брак, ничего не запрошено
stuck-not-counted = не посчитан { $days }
stuck-short = недостача: { $days }

## Приёмщики
refusal-only-receives = Вы принимаете приход; покупки и цены видят другие. /order и номер покажут, что можно посчитать.
count-in-of = Принять #{ $name }
more-orders = … и ещё заказов: { $n }
settings-mark = Метка в каждой заметке продавцу, за ней номер: { $mark }. Другая: { $usage }; без метки: off
what-mark = Метка в заметках продавцам
refusal-mark-wrong = Метка — одна строка из простых знаков, не длиннее { $limit }, без 【】.
