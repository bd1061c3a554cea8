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

## Что приходит: /arrivals
command-arrivals = Посылки, которые приходят: принять
arriving-head = что приходит
arriving-nothing = Посылок в пути нет.
arriving-none-today = У двери ничего нет.
arriving-today = Сегодня:
arriving-parcels = { $n ->
    [one] { $n }{ $more } посылка
    [few] { $n }{ $more } посылки
   *[many] { $n }{ $more } посылок
}
arriving-pieces = { $n }{ $more } шт.
arriving-late = { $n ->
    [one] { $n }{ $more } опаздывает
   *[other] { $n }{ $more } опаздывают
}
arriving-others = { $n ->
    [one] ещё { $n }{ $more } посылка в пути
    [few] ещё { $n }{ $more } посылки в пути
   *[many] ещё { $n }{ $more } посылок в пути
}
arriving-signed = получено
arriving-near = у двери
arriving-sent = в пути
arriving-sheet = Таблицей
arriving-sheet-ready = { $n ->
    [one] { $n } посылка в пути
    [few] { $n } посылки в пути
   *[many] { $n } посылок в пути
}
arriving-columns = Накладная | Закупка | Товар | Вариант | Артикул | Картинка | Штук | Последний шаг | Получено (Пекин) | Посчитано
morning-show-arrivals = Что приходит
