## What was bought in a period: /report
command-report = Что куплено и во что обошлось
usage-report =
    /report
    /report неделя по продавцам
    /report 1 ноя - 15 ноя
    /report 2026-11 метка "Магазин А"
report-head = отчёт: { $period }
report-of-week = неделя { $days }
report-before = Сравнение: { $days } (бледным)
report-asked = Заявки: { $n } · { $total }
report-ordered = Заказано: { $total }
report-paid = Оплачено: { $total }
report-back = Вернулось: { $total }
report-other = Прочие расходы: { $total }
report-cost = Обошлось: { $total }
report-pieces = Заказы: { $n } · { $pieces }
report-nothing = За этот период ничего не куплено.
report-by-person = По заказчикам:
report-by-seller = По продавцам:
report-by-tag = По меткам:
report-by-offer = По товарам:
report-none = не указано
report-rest = … и ещё { $n } · { $total }
report-open = Сейчас открыто:
report-open-asked = Ждут согласования: { $n } · { $total }
report-open-to-pay = К оплате: { $n } · { $total }
report-open-out = Оплачено, не получено: { $n } · { $total }
report-open-refunds = Возвраты идут: { $n } · { $total }
report-nothing-open = Сейчас ничего не открыто.
report-day = День
report-month = Месяц
report-week = Неделя
report-person = Люди
report-seller = Продавцы
report-tag = Метки
report-offer = Товары
report-every-tag = Все метки
report-sheet = Таблица
