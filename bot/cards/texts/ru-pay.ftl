## Несколько заказов, которые оплачивают вместе
command-pay = Оплатить несколько заказов вместе
head-pay-run = { $n ->
    [0] ничто не ждёт вашей оплаты
    [one] { $n } заказ к оплате
    [few] { $n } заказа к оплате
   *[other] { $n } заказов к оплате
}
pay-run-chosen = Выбрано { $n }:
pay-run-links = Ссылок: { $n }. В одной не больше { $most } заказов одного аккаунта.
pay-run-began = { $name } оплачивает { $number } с { $when }.
pay-run-beside = Спросите сначала или всё равно продолжайте.
pay-run-moved = Только что что-то изменилось. Посмотрите и нажмите снова.
pay-run-unanswered = 1688 не отвечает. Ссылки нет, и я не вижу, что оплачено за это время. Ваш выбор сохранён.
pay-run-no-link = 1688 не даёт ссылку на оплату этих заказов.
pay-run-left-out = Не вошли в ссылку:
pay-run-check = Сверьте сумму: могло войти не всё.
pay-run-ended = эта ссылка больше не действует
pay-run-more = … и ещё { $n }
pay-run-whose = чьи заказы отметить?
pay-run-whose-seller = заказы какого продавца отметить?
left-out-not-yours = вам уже нельзя его оплатить
left-out-sum = другая сумма, проверяю
left-out-unlisted = нет в списке 1688, проверяю
left-out-named = 1688 его не включил
left-out-no-link = нет способа оплаты
left-out-unanswered = 1688 не ответил
pay-run-pay = Оплатить { $n } · { $sum }
pay-run-sure = Всё равно оплатить { $n } · { $sum }
pay-run-one = Оплата { $name }
pay-run-of = { $name } · { $n } · { $sum }
pay-run-all = Все
pay-run-today = Сегодня
pay-run-none = Снять всё
pay-run-seller = По продавцу…
pay-run-person = По человеку…
pay-run-again = Запросить снова
pay-run-choose = Выбрать заново
pay-together = Оплатить вместе
qr-phone = На этом телефоне нужно войти в 1688.
notice-run-paid = оплачен вместе с другими
notice-run-paid-together = вместе оплачено { $n ->
    [one] { $n } заказ
    [few] { $n } заказа
   *[other] { $n } заказов
}
refusal-pay-run-over = Это больше не действует. /pay покажет, что сейчас ждёт оплаты.
