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

## Что 1688 меняет после подсчёта
notice-parcel-changed = посчитанная посылка на 1688 изменилась
parcel-changed-gone = 1688 больше не показывает эту посылку.
parcel-changed-waybill = Её номер теперь { $now }.
parcel-changed-lines = 1688 теперь называет для неё другие позиции.
parcel-changed-count = Подсчёт остаётся как есть. Исправьте его, если он неверен.
event-parcel-changed = 1688 изменил посчитанную посылку
