## Во что обошлась закупка и что к этому добавляют люди
command-cost = Во что обошлась закупка: номер
cost = Стоимость
head-cost = во что обошлось
cost-due = к оплате { $sum }
cost-paid = оплачено { $sum }
cost-refunded = вернулось { $sum }
cost-other = прочее { $sum }
cost-in-all = Всего обошлось: { $sum }
cost-each = по { $sum }
cost-rate = 1 { $currency } = ¥ { $rate }, оплата { $day }
cost-rate-unpaid = 1 { $currency } = ¥ { $rate }, заказ { $day }
cost-untold = 1688 не сообщает цену строк: поделено как согласовано.
cost-share = здесь { $sum }
cost-gone = отменено: { $name }
cost-converted = { $typed } = { $sum }
cost-converted-at = { $typed } = { $sum } (1 = ¥ { $rate })
cost-paper = Документ { $sum }
cost-back = Отменить { $sum }
head-cost-typed = добавить этот расход?
head-cost-added = расход добавлен
cost-by-value = По сумме:
cost-by-pieces = По штукам:
cost-add = Добавить
cost-leave = Не надо
cost-has-paper = С фотографией документа.
cost-paper-how = Ответьте на это сообщение фотографией документа, и она сохранится.
head-cost-back = отменить этот расход?
cost-back-yes = Да, отменить
cost-keep = Оставить
cost-taken-back = Расход отменён. В истории он остаётся.
cost-no-paper = Фотографии документа больше нет.
cost-how = Во что обошлась закупка по строкам; и что ещё она стоила: перевозка, пошлина, печать. Фотография над словами или в ответе — это документ.
usage-cost =
    /cost 1042
    /cost add 380 CNY карго 1042 1050
    /cost add 50 пошлина 1042 1050 по штукам
event-cost-added = добавлен расход
event-cost-reversed = расход отменён
refusal-only-buyers-and-admins = Прочие расходы добавляют только закупщики и администраторы ({ $names }).
refusal-cost-currency = Не могу пересчитать { $currency }. Напишите сумму в юанях, например 380 CNY.
refusal-cost-currency-named = Не могу пересчитать { $currency }. Напишите сумму в юанях, например 380 CNY, или в { $names }.
refusal-cost-amount = Не могу прочитать сумму. Напишите так: /cost add 1318.50 CNY карго 1042
refusal-cost-parts = Не названа закупка, на которую это относится. Напишите её номер в конце: /cost add 380 CNY карго 1042
refusal-cost-words = Скажите, за что это, не больше чем в 100 знаках.
refusal-cost-teams = Эти закупки — разных команд. Добавляйте расход к закупкам одной команды за раз.
refusal-cost-not-ordered = По { $number } на 1688 ничего не заказано, поэтому она пока ничего не стоила.
refusal-cost-not-yours = В { $number } нет ваших строк. Стоимость видят её согласующие, закупщики и администраторы.
refusal-cost-over = Этот расход уже добавлен, отменён или оставлен, или его ввёл кто-то другой. /cost с номером закупки показывает, что есть.
refusal-cost-moved = Суммы изменились с тех пор, как это показано. Посмотрите ещё раз и тогда добавьте.
refusal-cost-paper = Фотография документа уже сохранена, или этот расход добавил кто-то другой. Отмените его и добавьте заново с нужной фотографией.
cost-goods-unknown = неизвестно, какой товар
