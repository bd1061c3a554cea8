## Выгрузка: что куплено, файлом
command-export = Что куплено, файлом для таблиц
export-head = что куплено, файлом
export-explained = Заказ относится к месяцу, когда он оплачен, а до оплаты — когда оформлен, вместе со всем, что с ним было потом.
export-how = Напишите так: /export строки ноябрь csv метка "Магазин А". Дни: «этот месяц», «прошлый месяц», «этот год», «всё», 2026-11 или 2026-11-01 2026-11-15.
export-nothing = За это время ничего не куплено.
export-send = Прислать файл
export-choose-month = Этот месяц
export-choose-before = Прошлый месяц
export-choose-year = Этот год
export-choose-all = Всё
export-choose-lines = Строки
export-choose-orders = Заказы
export-choose-xlsx = Excel (.xlsx)
export-choose-csv = CSV
export-ready = { $n ->
    [one] { $n } строка
    [few] { $n } строки
    [many] { $n } строк
   *[other] { $n } строки
}
export-zone = дни по { $zone }
refusal-only-exporters = Купленное выгружают только администраторы и закупщики ({ $names }).
refusal-export-too-long = Это больше, чем принимает чат: 100 000 строк или 50 МБ. Возьмите меньше дней или выгрузите на сервере: caigou export.
export-number = Закупка
export-order = Заказ 1688
export-line = Строка
export-state = Состояние
export-team = Команда
export-requester = Кто просил
export-approvers = Кто согласовал
export-why = Причина
export-note = Примечание
export-tag = Метка
export-seller = Продавец
export-title = Товар
export-variant = Вариант
export-sku = Артикул
export-pieces = Штук
export-arrived = Пришло
export-damaged = С браком
export-missing = Не хватает
export-closed = Закрыто
export-cancelled = Отменено
export-surplus = Лишнее
export-due = К оплате, ¥
export-paid = Оплачено, ¥
export-refunded = Вернулось, ¥
export-other = Прочие расходы, ¥
export-cost = Стоимость, ¥
export-per-piece = За штуку, ¥
export-currency = Валюта
export-rate = Юаней за единицу
export-converted = Стоимость в валюте
export-placed-at = Заказано ({ $zone })
export-paid-at = Оплачено ({ $zone })
export-waybills = Накладные
export-told = По данным 1688 на ({ $zone })
