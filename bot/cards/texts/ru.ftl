### Русский: коротко и по делу. Только простой текст; разметкой занимаются карточки.

## Количество и время
pieces = { $n ->
    [one] { $n } штука
    [few] { $n } штуки
   *[many] { $n } штук
}
counted = { $n } { $unit }
unit = { $n } { $unit ->
    [pair] { $n ->
        [one] пара
        [few] пары
       *[many] пар
    }
    [set] { $n ->
        [one] набор
        [few] набора
       *[many] наборов
    }
    [box] { $n ->
        [one] коробка
        [few] коробки
       *[many] коробок
    }
    [carton] { $n ->
        [one] ящик
        [few] ящика
       *[many] ящиков
    }
    [pack] { $n ->
        [one] упаковка
        [few] упаковки
       *[many] упаковок
    }
    [bag] { $n ->
        [one] пакет
        [few] пакета
       *[many] пакетов
    }
    [roll] { $n ->
        [one] рулон
        [few] рулона
       *[many] рулонов
    }
    [sheet] { $n ->
        [one] лист
        [few] листа
       *[many] листов
    }
    [bottle] { $n ->
        [one] бутылка
        [few] бутылки
       *[many] бутылок
    }
    [dozen] { $n ->
        [one] дюжина
        [few] дюжины
       *[many] дюжин
    }
    [metre] м
    [kilogram] кг
    [tonne] т
   *[other] { $unit }
}
unit-from = от { $n } { $unit ->
    [pair] { $n ->
        [one] пары
       *[other] пар
    }
    [set] { $n ->
        [one] набора
       *[other] наборов
    }
    [box] { $n ->
        [one] коробки
       *[other] коробок
    }
    [carton] { $n ->
        [one] ящика
       *[other] ящиков
    }
    [pack] { $n ->
        [one] упаковки
       *[other] упаковок
    }
    [bag] { $n ->
        [one] пакета
       *[other] пакетов
    }
    [roll] { $n ->
        [one] рулона
       *[other] рулонов
    }
    [sheet] { $n ->
        [one] листа
       *[other] листов
    }
    [bottle] { $n ->
        [one] бутылки
       *[other] бутылок
    }
    [dozen] { $n ->
        [one] дюжины
       *[other] дюжин
    }
    [metre] м
    [kilogram] кг
    [tonne] т
   *[other] { $unit }
}
pieces-from = { $n ->
    [one] от { $n } штуки
   *[other] от { $n } штук
}
counted-from = от { $n } { $unit }
beijing = { $moment } (Пекин)
or = { " или " }
never = ни разу
sent-again = (повторно)
now-is = На { $when }: { $state }
sum-due = { $due } из { $total }
page-of = стр. { $page } из { $pages }
page-of-more = стр. { $page } из { $pages } с лишним

## Первая строка карточки заявки
head-blocked = купить нельзя
head-variant = выберите вариант
head-several = несколько вариантов
head-quantity = сколько?
head-address = куда доставить?
head-confirm = проверьте и подтвердите
head-no-price = цена пока неизвестна
no-price-text = 1688 сейчас не назвал цену. Пока её нет, заказать нельзя.
head-changed = цена изменилась
head-changed-else = кое-что изменилось
head-placing = оформляется на 1688
head-doubt = 1688 не дал ясного ответа
head-needs-person = не найдено на 1688
head-conflict = заказы на 1688 не совпадают
head-differs = заказано, но не то, что согласовано
differs-seller = Продавец: { $new }, согласован { $old }
differs-title = Товар: { $new }, согласован { $old }
head-price = цена заказа повышена
price-not-paid = Заказ оформлен на 1688 и не оплачен.
price-own-word = Согласитесь с новой ценой, чтобы оплатить, или отмените заказ: без оплаты он закроется сам.
price-approve = Оплатить можно, когда эту цену одобрят.
price-agreed-text = Заказ на 1688 теперь можно оплатить.
paid-above = Согласовано было { $agreed }: оплачено больше, и здесь никто на это не соглашался.
agree-to = Принять { $total }
head-orders = оформлено, { $n ->
    [one] { $n } заказ
    [few] { $n } заказа
   *[many] { $n } заказов
} на 1688
head-refused = 1688 отказал
head-abandoned = закрыто без результата
head-cancelled = отменено
head-expired = срок вышел, не куплено
head-pay = оплатить на 1688
head-no-pay = сейчас оплатить нельзя
head-cancel-this = отменить это?
head-cancel-question = отменить этот заказ на 1688?
head-trace = { $n ->
    [one] { $n } посылка
    [few] { $n } посылки
   *[many] { $n } посылок
}
head-list = Заказы · { $filter }
head-help = Что вы можете здесь

## Товар
tier = { $price }  { $from }
minimum = Минимум { $pieces }
minimum-mixed = Минимум { $pieces } или смешанный опт: от { $together } товаров продавца
minimum-mixed-untold = Минимум { $pieces }, возможно меньше: у продавца смешанный опт
least = мин. { $pieces }
lots-of = партиями: { $pieces }
in-stock = в наличии { $n }
variants = { $n ->
    [one] { $n } вариант
    [few] { $n } варианта
   *[many] { $n } вариантов
}
products = { $n ->
    [one] { $n } товар
    [few] { $n } товара
   *[many] { $n } товаров
}
products-of = { $n } из { $total ->
    [one] { $total } товара
   *[other] { $total } товаров
}
seller = Продавец: { $name }
seller-known = Продавец: { $name } ({ $facts })
comma = { ", " }
clause = { ", " }
colon = { ": " }
years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[many] { $n } лет
}
reorder-rate = повторных покупок { $percent } %
choose-axis = Выберите: { $axis }
head-lines = Позиций: { $n }, ни одной так не купить
lines-left-out = Не войдёт ({ $n }): { $names }
lines-more = ещё { $n }
folded-more =
    { $n ->
        [one] … и ещё { $n } строка, в «Подробнее»
        [few] … и ещё { $n } строки, в «Подробнее»
       *[many] … и ещё { $n } строк, в «Подробнее»
    }
lines-rest = … и ещё { $n } · { $sum }
lines-missing = Не вошло позиций: { $n }, в сумме их нет
sellers-more = … и ещё продавцов: { $n }
left-out-draft = { $n ->
    [one] { $n } позиция, не вошедшая в { $number }, стала отдельным черновиком: разберите её на карточке.
    [few] { $n } позиции, не вошедшие в { $number }, стали отдельным черновиком: разберите их на карточке.
   *[many] { $n } позиций, не вошедшие в { $number }, стали отдельным черновиком: разберите их на карточке.
}
line-waits = выбрано не всё
line-of = Позиция { $n } из { $total }
head-parts = одобрено, заказы у продавцов: { $n }
head-parts-some = одобрено, заказы у продавцов: { $done } из { $n }
head-parts-waits = одобрено, будет заказано у продавцов: { $n }
head-parts-none = ничего не заказано
head-parts-over = заказанного больше нет
several-sum = Всего { $pieces }:
several-how = Каждое нажатие: { $n }. Или напишите: красный S 10, M 20; синий все по 5
several-more = ещё { $n }
chosen-so-far = Выбрано: { $values }
choose-address = Выберите адрес доставки.
no-addresses = В аккаунте 1688 нет адреса доставки. Добавьте его на 1688 и нажмите «Повторить».
addresses-unknown = 1688 сейчас не сообщает адресов доставки. Попробуйте через минуту.
address-number = адрес { $n }
default-address = Основной: { $city }

## Что не так с выбором
problem-delisted = Этот товар снят с продажи. Поищите у другого продавца: /search.
problem-not-orderable = 1688 не продаёт этот товар через интерфейс. Его можно купить только на сайте.
problem-seller-closed = Этот аккаунт 1688 не может заказывать у этого продавца через программу. Купить можно только на сайте.
problem-sold-out = Распродано, на складе ничего нет.
problem-variant-sold-out = Этот вариант распродан. Выберите другой.
problem-below-minimum = Минимальный заказ: { $limit }.
problem-not-a-lot = Продаётся только партиями: { $limit }.
problem-not-enough-stock = В наличии всего { $limit }.
problem-below-minimum-now = Столько продавец не отпускает: слишком мало. Возьмите больше.
problem-not-a-lot-now = Столько продавец не отпускает: это не целое число партий.
problem-not-enough-stock-now = Столько нет в наличии. Возьмите меньше.
problem-mix-rule = Смешанный опт: одного этого товара нужно не меньше { $limit }.
problem-mix-rule-now = Условие продавца для смешанного заказа не выполнено. Возьмите больше.
problem-variant-gone = Выбранного варианта больше нет. Выберите другой.
problem-variant-unknown = Такого варианта нет. Выберите из списка ниже.
problem-words-unknown = Я понял не всё из написанного. Сколько штук?
problem-quantity-unclear = «{ $words }» — вы имели в виду { $options }?
problem-variant-unclear = Под эти слова подходят несколько вариантов. Выберите ниже.
problem-too-many-variants = В одном заказе 1688 помещается не больше 50 вариантов. Уберите часть и закажите их отдельно.
problem-variants-unsupported = При этом способе покупки нельзя указать вариант, а у товара их несколько. Так его не купить.
problem-no-price = 1688 не показывает цену для такого количества. Попробуйте другое.
problem-no-address = 1688 не доставляет по этому адресу. Выберите другой.
problem-refused = 1688 не принимает такой выбор. Попробуйте другое количество или вариант.
problem-sums = Суммы от 1688 не сходятся. Ничего не заказано. Проверьте ещё раз или купите на сайте.
sums-named = Товар { $goods }, доставка { $freight }, скидка { $discount }, итого { $total }
rather = Может быть, { $options }?

## Подтверждение
goods-sum = Товар { $amount }
goods = Товар { $amount } ({ $pieces } × { $price })
goods-tier = Товар { $amount } ({ $pieces } × { $price }, оптовая цена { $from })
freight = Доставка { $amount }
freight-unknown = Доставка сюда не входит: 1688 добавит её при оформлении
discount = Скидка { $amount }
discount-taken = Скидка { $amount }, уже вычтена из цены товара
to-address = Куда: { $address }
account-address = Доставка: на адрес самого аккаунта 1688, по его же тарифу
note-for-seller = Продавцу:
repeat = Этот же вариант за последние 24 часа: { $other }. Всё равно купить?
valid-until = Подтвердить до { $when }.
total-moved = { $old } → { $new } ({ $change })
total-risen = согласовано { $old } → { $new }, { $change }
moved-amount = { $field }: { $old } → { $new }
moved-others = Изменилось также: { $names }
field-unit-price = цена за штуку
field-goods = товар
field-freight = доставка
field-discount = скидка
field-total = итого
field-lines = цены вариантов
field-quantity = количество
field-seller = продавец
field-address-id = адрес
field-flow = тип заказа
field-trade-mode = способ расчёта
field-note = примечание продавцу
nothing-ordered = Ничего не заказано.
nothing-ordered-again = Ничего не заказано. Купить на новых условиях?

## Оформление и сомнения
not-taken = 1688 не принял заказ. Ничего не заказано.
next-try = Следующая попытка: { $when }
press-again = Сам я больше не пробую. Если вам можно, нажмите «Повторить», «Заказать вручную» или «Отменить».
doubt-looking = Заказ мог появиться, а мог и нет. Ищу по нашему номеру.
doubt-no-reference = Заказ мог появиться, а мог и нет. В нём нет нашего номера, найти его сам я не могу.
doubt-since = Неясно с { $when }
never-again = Повторно сам он заказан не будет. Делать ничего не нужно.
doubt-then = Если за две минуты не найду, я спрошу вас здесь.
looked = Ищу с { $since }.
please-look = Посмотрите свои заказы на 1688 или подождите: ищу ещё 72 часа.
please-look-yourself = Посмотрите свои заказы на 1688: этот я сам найти не могу.
alike-there = { $n ->
    [one] Но на 1688 есть { $n } заказ на тот же товар и не дороже, и здесь не знают, чей он. Возможно, это и есть эта покупка:
    [few] Но на 1688 есть { $n } заказа на тот же товар и не дороже, и здесь не знают, чьи они. Один из них может быть этой покупкой:
   *[other] Но на 1688 есть { $n } заказов на тот же товар и не дороже, и здесь не знают, чьи они. Один из них может быть этой покупкой:
}
doubt-blind = 1688 не показывает наш номер: «не найдено» ничего не доказывает. Посмотрите заказы там сами.
head-alike-question = сначала посмотрите на эти заказы
alike-question = Это один из них? Тогда укажите его. Если вы закроете, а это был один из них, за ним здесь никто не будет следить.
who-settles = Кто решает: { $names }
who-settles-nobody = Закупщиков нет: назначьте через /team.
settle-two = Заказать снова или закрыть можно только вдвоём, с { $when }.
settle-alone = Закрыть можно не раньше { $when }. Чтобы заказать снова, нужен второй администратор.
verdict-resend = { $name }: заказа нет, заказать снова. Второй человек должен нажать то же самое.
verdict-abandon = { $name }: заказа нет, закрыть. Второй человек должен нажать то же самое.
conflict-text = Заказы с нашим номером есть, но не такие, как просили. Покупки остановлены. Проверьте их на 1688 и введите верный номер.
conflict-taken = 1688 назвал заказ другой заявки. Покупки остановлены. Проверьте заказы на 1688 и введите верный номер.
conflict-different = 1688 назвал не тот заказ, что отправляли: не оплачивайте его. Покупки остановлены. Проверьте заказы на 1688 и введите верный номер.
dry-run-mark = Пробный запуск
dry-run = Пробный запуск: ничего не заказывается.
abandoned-text = На 1688 не найдено. Буду искать ещё 72 часа и сообщу, если заказ всё-таки появится.
abandoned-no-reference = Закрыто без проверки с моей стороны: поглядывайте на свои заказы на 1688.
expired-text = Никто не подтвердил вовремя. Ничего не заказано.
lapsed-text = После согласия вовремя заказать не удалось. Ничего не заказано.
lines-failed = 1688 не принял:

## Заказы
order-to-pay = оформлен, ждёт оплаты
order-declined = отклонён по цене { $total }, не оплачивайте
order-over = заявка завершена, не оплачивайте
order-cancelling = отправлена отмена, не оплачивайте
order-checking = оформлен, проверяется
unpayable-cancelling = Не оплачивайте: на 1688 отправлена отмена, и неясно, отменён ли заказ. Проверьте снова или посмотрите на 1688.
unpayable-checking = Оплачивать рано: я ещё сверяю с 1688, тот ли это заказ, и посмотрю снова сам.
unpayable-conflict = Сейчас не оплачивайте: неясно, тот ли это заказ.
unpayable-differs = Сейчас не оплачивайте: на 1688 другой продавец или товар, чем согласовано. Проверьте заказ там; платите только после нового согласия или отмените заказ.
unpayable-price = Сейчас оплатить нельзя: он дороже, чем было согласовано.
unpayable-ended = Заявка завершена, но заказ на 1688 есть и не оплачен. Отмените его там или здесь; без оплаты он закроется сам.
order-paid = оплачен
order-part-shipped = отправлен частично
order-shipped = отправлен
order-received = получен
order-finished = завершён
order-cancelled = закрыт
order-number = № на 1688: { $number }
order-of = заказ { $n } из { $of }
more-parcels = … и ещё { $n ->
    [one] { $n } посылка
    [few] { $n } посылки
   *[many] { $n } посылок
}
pay-by = оплатить до { $when }
pay-by-unknown = ждёт оплаты, срок не указан
pay-refused = { $way }: сейчас не работает
way-alipay = Alipay
way-cross = Kuajingbao (трансграничная оплата)
way-phone = Оплата с телефона
way-group = Оплата с компьютера
refund-none = Возврата нет
refund-asked = Запрошен возврат
refund-done = Деньги возвращены
refund-of = { $amount } из { $total }
refund-asked-short = запрошен возврат { $amount }
refund-short = возвращено { $amount }
refund-closed = Возврат закрыт без выплаты
refund-count = { $n ->
    [one] { $n } возврат
    [few] { $n } возврата
   *[many] { $n } возвратов
}
asked-by = Заявка: { $name }, { $when }
echo-missing = 1688 не показывает в нём наш номер.
head-by-hand = заказывается вручную на 1688
head-hand-prepared = что заказать на 1688
by-hand-who = На 1688 заказывает { $name }. Сам я больше не заказываю.
by-hand-then = Когда заказ оформлен, пришлите его номер: я сверю его с тем, что согласовано.
by-hand-agreed = Согласовано: { $total }, из них доставка { $freight }
by-hand-address = Адрес доставки:
by-hand-reference = Наш номер для примечания к заказу:
by-hand-send = Закажите ровно эти товары и нажмите «Заказ сделан».
placed-by-hand = Заказ оформил вручную: { $name }.
head-hand-differs = этот заказ не совсем тот, что согласован
hand-dearer = Он стоит { $total }, согласовано { $agreed }.
hand-asked-again = Если взять его, до оплаты я спрошу тех, кто должен согласиться с новой ценой.
hand-goes-to = Заказ идёт сюда:
hand-agreed-to = Согласовано было:
outside-attached = Оформлен не через бота, здесь его никто не одобрял.
looked-at = Последняя проверка: { $when }
as-of = По данным 1688 на { $when }
look-going-on = Проверка как раз идёт.
look-news = Есть новое: смотрите карточку.
look-no-news = Ничего нового.
timeline = Что происходило
older-events = … { $n ->
    [one] { $n } более ранний шаг не показан
    [few] { $n } более ранних шага не показаны
   *[many] { $n } более ранних шагов не показаны
}
no-steps = Движения пока нет.
step-announced = Ждёт перевозчика
step-dispatched = Отправлено продавцом
step-picked-up = Принято перевозчиком
step-moving = В пути
step-arrived = Прибыло
step-left = Отправлено дальше
step-delivering = Доставляется получателю
step-to-collect = Ждёт получения
step-taken-in = Принято за получателя
step-signed = Получено под подпись
step-failed = Доставить не удалось
step-held = Задержано
step-refused = Получатель отказался
step-returning = Возвращается отправителю
step-returned = Вернулось отправителю
by-person = Кто: { $name }
to-chat = Кому: { $id }
update-number = Обновление { $number }
was-paid = Оплачено: { $total }
alarms-head = застряло заказов: { $n } · /stuck
alarm-since-not-shipped = Оплачен { $when }
alarm-since-late = Обещали отправить до { $when }
alarm-since-no-scan = Отправлен { $when }
alarm-since-frozen = Последний шаг { $when }
alarm-days = { $days ->
    [0] сегодня
    [one] { $days } день назад
    [few] { $days } дня назад
   *[many] { $days } дней назад
}
money-back = Оплаченное вернётся тем же путём; возврат проводит 1688.
nothing-paid = Оплаты не было.
ends-at = Истекает: { $when }
cancelled-by = Отменено: { $name }.
closed-by-buyer = Отменил покупатель.
closed-seller-lacks = У продавца товар закончился.
closed-not-paid = Заказ не оплатили вовремя.
closed-no-reason = 1688 не называет причину.

## Состояния
state-draft = черновик
state-pending = ждёт подтверждения
state-approved = подтверждено
state-closed = закрыто
state-rejected = отклонено
state-cancelled = отменено
state-expired = срок вышел
state-ready = вот-вот будет оформлено
state-submitting = оформляется
state-placed = оформлено
state-refused = 1688 отказал
state-in-doubt = пока неясно
state-conflict = не совпадает
state-needs-person = нужно решение человека
state-abandoned = закрыто без результата
state-dry-run = был бы заказан (пробный запуск)
state-withdrawn = отозвано
state-to-pay = ждёт оплаты
state-do-not-pay = не оплачивать
state-differs = не как согласовано, проверьте
state-price = новая цена ждёт согласия
state-cancelling = отменяется, не оплачивать
state-checking = проверяется
state-paid = оплачено
state-part-shipped = отправлено частично
state-shipped = отправлено
state-received = получено
state-finished = завершено
state-blocked = купить нельзя
state-variant = выбор варианта
state-several = выбор вариантов
state-lines = выбор товаров
state-parts = по заказу у каждого продавца
state-quantity = выбор количества
state-address = выбор адреса
state-confirm = ждёт подтверждения
state-placing = оформляется
state-doubt = пока неясно
state-ordered = оформлено
filter-open = Открыты
filter-to-pay = К оплате
filter-paid = Оплачены
filter-shipped = Отправлены
filter-done = Готово
filter-cancelled = Отменены
filter-all = Все
show-open = Показать текущие
show-to-pay = Показать, что к оплате
show-all = Показать все закупки
list-empty = Здесь пусто. Пришлите ссылку с 1688, чтобы начать.
list-empty-cancelled = Отменённых заказов нет. То, что закончилось до заказа, — в списке «Все».

## What is paid for and not in: /stuck
head-stuck = { $n ->
    [0] всё оплаченное получено
   *[other] оплачено, товара нет: { $n } · { $total }
}
stuck-of = { $name }
stuck-age = { $days } дн.
stuck-days = { $days ->
    [0] меньше дня
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
stuck-not-shipped = не отправлен { $days }
stuck-late = опоздание: { $days }
stuck-no-scan = не отсканирован { $days }
stuck-frozen = нет движения { $days }
stuck-more = … и ещё { $n }: /stuck и имя
stuck-by-seller = По продавцу
stuck-by-person = По заказчику
stuck-anybody = Все
notice-morning = на сегодня
morning-to-pay = Оплатить сегодня: { $n } · { $total }
morning-unpaid-then = По последним данным 1688 не оплачено: { $n } · { $total }
morning-not-shipped = Давно оплачено, не отправлено: { $n }
morning-late = Позже обещанного: { $n }
morning-no-scan = Отправлено, не отсканировано: { $n }
morning-frozen = Посылки без движения: { $n }
morning-refunds = Идут возвраты денег: { $n }
morning-votes = Ждут вашего голоса: { $n }
morning-pay = Оплатить
morning-show-stuck = Что застряло
morning-decide = Решать

## Уведомления
notice-placed = оформлен, ждёт оплаты
notice-found = нашёлся: заказ есть на 1688
notice-part-failed = оформлен только частично
notice-placed-partly = оформлен только частично, ждёт оплаты
notice-refused = 1688 отказал
notice-dry-run = сейчас был бы заказан
dry-run-by = Вызов: { $call }. Это пробный запуск: ничего не заказано.
notice-not-sent = пока не заказано
notice-not-sent-text = 1688 не принял заказ. Ничего не заказано, ничего не потеряно.
notice-changed = условия изменились после подтверждения
notice-in-doubt = 1688 не дал ясного ответа
notice-needs-person = на 1688 до сих пор не найдено
notice-lapsed = срок вышел: вовремя заказать не удалось
notice-abandoned = закрыто без результата
notice-conflict = заказы на 1688 не совпадают
notice-ghost = заказ, которого не должно быть
notice-unknown-order-text = Этот заказ есть на 1688, но здесь он закрыт или в нём было отказано. Покупки остановлены. Закройте или оставьте его на 1688, затем нажмите кнопку.
notice-placed-outside = Оформлено не через бота, никем не одобрено
notice-placed-on-site = Оформлено на сайте, возможно вручную по заявке
outside-several = { $n ->
    [one] { $n } заказ оформлен на сайте или в телефоне. Здесь его никто не просил и не одобрял.
    [few] { $n } заказа оформлены на сайте или в телефоне. Здесь их никто не просил и не одобрял.
   *[other] { $n } заказов оформлены на сайте или в телефоне. Здесь их никто не просил и не одобрял.
}
outside-text = Он оформлен на сайте или в телефоне. Здесь его никто не просил и не одобрял.
outside-may-be = Возможно, это заказ по { $number }, который под вопросом. Сначала решите с ним.
outside-by-hand = Возможно, это заказ по { $number }: его делает вручную { $name }.
outside-stops-nothing = Это ничего не останавливает. Прикрепите его к заявке, поручите мне следить за ним или пропустите.
notice-unknown-order = 1688 пока не подтвердил заказ
unchecked-missing = 1688 назвал этот номер заказа, но пока его не знает.
unchecked-unread = 1688 назвал этот номер заказа, но пока не даёт его прочитать.
unchecked-incomplete = 1688 назвал этот номер заказа, но пока не показывает, что это за товар.
unchecked-text = Пока оплатить нельзя, заново не закажу. Слежу дальше; проверьте и вы.
notice-paid = оплачен
notice-paid-text = Теперь очередь продавца: он отправляет.
notice-placed-together = { $n ->
    [0] оплачивать больше нечего
    [one] ждёт оплаты { $n } заказ
    [few] ждут оплаты { $n } заказа
   *[other] ждут оплаты { $n } заказов
}
notice-paid-together = оплачено { $n ->
    [one] { $n } заказ
    [few] { $n } заказа
   *[other] { $n } заказов
}
notice-paid-together-text = Теперь очередь продавцов: они отправляют.
notice-shipped-together = отправлено { $n ->
    [one] { $n } заказ
    [few] { $n } заказа
   *[other] { $n } заказов
}
notice-price-changed = цена заказа изменилась
notice-repriced = цена изменена после оплаты
repriced-text = Продавец изменил сумму оплаченного заказа. Если вы на это не соглашались, откройте заказ на 1688.
notice-paid-sum = оплачена другая сумма
paid-sum-text = Список на 1688 показывает, сколько оплачено на самом деле; в самом заказе была другая сумма.
notice-price-agreed = новая цена одобрена
notice-pay-soon = пора платить, иначе заказ закроется
notice-not-shipped = оплачен, но не отправлен
notice-alarm = застрял
notice-alarm-not-shipped = оплачен, но всё ещё не отправлен
notice-alarm-late = позже обещанного
notice-alarm-no-scan = отправлен, но у перевозчика его нет
notice-alarm-frozen = посылка не движется
notice-alarms = застряло: оплачено, но не пришло
notice-part-shipped = отправлен частично
notice-shipped = отправлен
notice-trace = в пути
notice-received = получен
notice-finished = завершён
notice-cancelled = закрыт на 1688
notice-refund-asked = запрошен возврат
notice-refund-done = деньги возвращены
notice-refund-done-partly = возвращена часть денег
notice-refund-closed = возврат закрыт без выплаты
notice-unknown-word = 1688 сообщает что-то новое
notice-unknown-word-text = 1688 использует слово, которого я не знаю. Состояние не менялось; посмотрите заказ на 1688.
notice-paused = Покупки остановлены
notice-paused-text = Ничего не покупается, пока администратор не напишет /resume. Заявки ждут, за заказами я слежу дальше.
paused-second-other = Потом должен согласиться второй администратор.
paused-second-alone = Администратор только один: он должен подтвердить это ещё раз через десять минут после /resume.
notice-resumed = Покупки продолжаются
notice-resumed-text = Всё, что этого ждало, теперь оформляется.
notice-clock-apart = Часы идут неверно: покупки ждут
notice-clock-apart-text = Пока 1688 или Telegram не подтвердят время, ничего не покупается и ничего не удаляется. Потом всё продолжится само. Если часы этой машины идут неверно, настройте их.
clock-span = { $n } { $unit ->
    [min] мин
    [h] ч
   *[days] дн.
}
clock-itself-ahead = Часы этой машины скакнули вперёд на { $span }.
clock-itself-behind = Часы этой машины скакнули назад на { $span }.
clock-database-ahead = Часы этой машины спешат относительно часов базы данных на { $span }.
clock-database-behind = Часы этой машины отстают от часов базы данных на { $span }.
clock-service-ahead = Часы этой машины спешат относительно часов { $whose } на { $span }.
clock-service-behind = Часы этой машины отстают от часов { $whose } на { $span }.
notice-resumed-held = Пауза снята, но пока ничего не покупается
hold-quarantine = Карантин не окончен: /status покажет, что ещё нужно решить.
hold-key-missing = Нет ключа журнала: тот, кто ведёт сервер, задаёт JOURNAL_KEY и запускает бота заново.
hold-key-other = JOURNAL_KEY — не тот ключ, которым подписан журнал: тот, кто ведёт сервер, задаёт верный и запускает бота заново.
hold-clock = Время этой машины не подтверждено: покупки продолжатся сами, когда 1688 или Telegram подтвердят время.
hold-other-program = За последние сутки токеном этого бота пользовалась другая программа. Она могла купить то же самое. Перед каждым заказом я сначала читаю список заказов 1688 и ищу в нём именно этот заказ.
hold-list-unread = Сначала я читаю список заказов 1688: здесь может не хватать заказов. Всё, что ждало, оформляется после этого.
hold-unchecked = Сначала я проверяю базу данных и ищу неясные заказы. Всё, что ждало, оформляется после этого.
was-paused = Почему они были остановлены: { $reason }
own-reason-conflict = #{ $number }: { $reason }
own-reason-many-doubts = три неясных заказа за 15 минут
own-reason-unknown-order = заказ, которого не должно быть: { $order }
own-reason-other-program = с токеном этого бота работает другая программа
own-reason-restored = эта база данных восстановлена из копии
own-reason-moved = эта база данных перенесена
own-reason-went-back = эта база данных вернулась в прошлое
own-reason-anchors-taken = все подписи журнала до записи { $entry } удалены
own-reason-without-key = записи журнала с { $first } по { $last } сделаны без его ключа
own-reason-order-taken = 1688 назвал заказ, который относится к другой покупке
own-reason-other-order = под этим номером 1688 показывает другой заказ
own-reason-found-differs = заказы на 1688 отличаются от отправленного
own-reason-stood-still = программа остановилась до отправки
own-reason-exists-unanswered = не удалось узнать, есть ли уже такой заказ
own-reason-cap = { $cap ->
    [day] достигнут предел на день
    [hour] слишком много заказов за час
   *[order] достигнут предел команды
}
own-reason-sent-again = отправлено снова по решению двух человек
notice-poison = Одно сообщение не удалось обработать
notice-poison-text = После нескольких попыток оно отложено, остальное работает. Возможно, автор ждёт ответа.
notice-login-ending = Вход на 1688 скоро истечёт
notice-market-silent = 1688 ничего не сообщает о заказах
last-told = Последние данные: { $when }.
notice-market-silent-text = Я продолжаю спрашивать. Пока 1688 не ответит, я не вижу оплат, посылок и возвратов; у сумм указано, на когда они. Оплаченное на 1688 здесь может ещё выглядеть неоплаченным: прежде чем платить, проверьте там.
notice-login-needed = 1688 требует войти заново
notice-login-ending-text = Выполните до этого на сервере «caigou login», иначе покупки остановятся.
notice-login-text = Выполните на сервере «caigou login». До этого покупать нельзя.
notice-unknown-order-unknown = Этот заказ есть на 1688 с нашим номером, но здесь его ничто не объясняет. Покупки остановлены. Укажите, к какой заявке он относится, поручите мне следить за ним или закройте его на 1688.
notice-quarantine = Покупки остановлены: карантин
notice-quarantine-text = Сначала я прочту список заказов 1688. Затем решите то, чего я знать не могу, и отправьте /resume.
notice-swept = Список заказов 1688 прочитан
notice-swept-text = Решите по каждому. Когда всё решено, администратор отправляет /resume.
notice-restored = Я работаю на более старой копии
notice-restored-text = Всё сказанное, одобренное и изменённое после неё потеряно, старые кнопки не действуют: пользуйтесь новыми карточками. Заказы на 1688 найдутся снова. Покупки ждут администраторов.
notice-copy-failed = Не удалось скопировать базу данных
notice-copy-failed-text = Я продолжаю пробовать. Проверьте диск и папку копий.
notice-erased-list = Список людей, чьи данные удалены, был утрачен
notice-erased-list-text = В erased.json не хватало людей, чьи данные удалены: { $n }. Я дополнил его по базе данных. Если без него вернули копию, сделанную до удаления, данные этого человека снова в базе: запросите удаление ещё раз. Храните erased.json вместе с копиями.
notice-journal-key = Покупки ждут ключа журнала
notice-journal-key-text = Задайте тот JOURNAL_KEY, с которым журнал был начат, и запустите бота снова. За имеющимися заказами я слежу. Если ключ никто не менял, могли изменить саму базу: выполните caigou audit verify.
notice-journal-anchored = Журнал теперь подписывается
notice-journal-anchored-text = С этого момента каждая запись подписана ключом JOURNAL_KEY. Если никто из вас только что не добавлял ключ и не восстанавливал копию, кто-то убрал прежние подписи: остановите покупки и выполните caigou audit verify.
notice-journal-head = Последняя запись журнала
notice-journal-head-text = Сохраните это сообщение. По нему caigou audit verify --head покажет, не обрезан ли и не переписан ли журнал.
notice-journal-broken = Журнал был изменён до обновления
notice-journal-broken-text = Обновление оставило его как есть, caigou audit verify называет запись. Сравните её с копией, сделанной раньше.
journal-since = Журнал подписывается с записи { $n }.
journal-anchored-after = После записи { $n }, ключ { $id }
journal-broken-at = { $faults ->
    [one] { $faults } запись не такая, какой была сделана: { $n }.
    [few] { $faults } записи не такие, какими были сделаны; первая из них — { $n }.
   *[other] { $faults } записей не такие, какими были сделаны; первая из них — { $n }.
}
notice-unrecorded = ответ 1688 не удалось записать
notice-unrecorded-found = Пока этот заказ не был найден, больше ничего не отправлялось. Он есть на 1688, покупки продолжаются. Проверьте диск базы данных.
notice-unrecorded-not-found = Больше ничего не отправлялось, пока я не поискал этот заказ. Пока он не найден, я ищу дальше. Проверьте диск базы данных.
put-back-restored = База восстановлена из копии; что было после { $when }, ей неизвестно.
put-back-went-back = База вернулась в прошлое: что было после { $when }, может в ней отсутствовать.
went-back-older = Она старее того, что я помню о ней отдельно.
went-back-order = На 1688 есть заказ { $id } с нашим номером, а эта база его не знает.
put-back-moved = База перенесена; старая закончилась { $when }.
swept-found = { $n ->
    [0] Неизвестных здесь заказов не найдено.
    [one] Найден { $n } неизвестный здесь заказ.
    [few] Найдено { $n } неизвестных здесь заказа.
   *[other] Найдено { $n } неизвестных здесь заказов.
}
swept-outside = { $n ->
    [one] { $n } заказ, оформленный не через бота, ждёт решения; он ничего не задерживает.
    [few] { $n } заказа, оформленных не через бота, ждут решения; они ничего не задерживают.
   *[other] { $n } заказов, оформленных не через бота, ждут решения; они ничего не задерживают.
}
swept-blind = 1688 не показывает наш номер в заказах: мои потерянные заказы могут быть среди оформленных не через бота. Просмотрите их до /resume.
swept-no-reference = Этот способ покупки не передаёт нашего номера, поэтому потерянные заказы я искать не мог (известно { $n }). Сравните заказы на 1688 с /orders.
notice-trouble-over = Неполадка устранена
well-since = Всё снова в порядке с { $when }.
had-begun = Началось { $when }.
well-paused = Покупки больше не остановлены
well-quarantine = Карантин окончен
well-restored = Всё, чего старая копия не знала, решено
well-swept = Всё, что осталось открытым в списке заказов 1688, решено
well-clock-apart = Часы снова идут верно
well-journal-key = Ключ журнала снова на месте
well-market-silent = 1688 снова сообщает о заказах
well-login-needed = Вход на 1688 снова работает
well-login-ending = Вход на 1688 продлён
well-ghost = С заказом, которого не должно быть, разобрались
well-unknown-order = 1688 показывает заказ, который подтвердил
well-placed-outside = С заказами, оформленными не через бота, разобрались
well-copy-failed = База данных снова копируется
well-undelivered = С недоставленным сообщением разобрались
well-poison = С необработанным сообщением разобрались
well-calls-short = Запросов к 1688 снова хватает
well-thrifty = Бот больше не экономит запросы к 1688
well-standstill-paying = Оплата больше не стоит
well-standstill-deciding = Согласование больше не стоит
notice-undelivered = Одно сообщение не доставлено
notice-undelivered-text = Больше не пробую. Ответ Telegram — ниже.
notice-digest = Пока было тихо
digest-more = … и ещё { $n }: /orders

## Журнал
event-opened = открыто
event-chosen = выбор изменён
event-confirmed = подтверждено
event-changed = изменились цена или условия
event-expired = срок вышел
event-cancelled = отменено
event-submitting = передано на 1688
event-placed = оформлено
event-found = найдено на 1688
event-judged-anew = рассмотрено заново: правила стали строже
event-price-asked = ждёт нового согласия
event-differs = на 1688 другой продавец или товар
event-price-agreed = с новой ценой согласились
event-price-paid = оплачено больше согласованного
event-price-back = цена снова согласованная
event-refused = 1688 отказал
event-in-doubt = ясного ответа нет
event-needs-person = до сих пор не найдено
event-conflict = заказы не совпадают
event-not-sent = не принято, ничего не заказано
event-retried = новая попытка
event-verdict = решение человека
event-list-added = добавлено в список
event-list-changed = изменено в списке
event-list-removed = убрано из списка
event-list-let-go = нужно, хотя могли уже заказать
event-list-asked = список запрошен
event-withdrawn = отозвано
event-cancel-asked = запрошена отмена
event-told-seller = сообщение продавцу
event-urged-seller = продавца поторопили
event-seller-answer = продавец ответил
event-seller-chat = открыт чат с продавцом
event-seller-refused = 1688 этого не сделал
event-ghost = неожиданно появился
event-by-hand = взят для заказа вручную
event-outside-attached = прикреплён заказ, оформленный не через бота
event-outside-ignored = заказ, оформленный не через бота, пропущен
event-placed-outside = заказ, оформленный не через бота
event-unknown-closed = улажено человеком
event-unknown-word = незнакомое слово 1688
event-journal-gap = записи без подписи
event-paused = покупки остановлены
event-resumed = покупки продолжены
event-clock-apart = часы идут неверно, покупки ждут
event-clock-right = время подтверждено, покупки продолжаются

## Кнопки
buy-now = Купить
change = Изменить
note = Примечание
cancel = Отменить
back = Назад
take-quantity = Купить { $n }
bare-quantity = { $n }
other-quantity = Другое количество
change-variant = Вариант
change-several = Варианты
several = Несколько
several-row = { $value } по { $n }
choose-part = Выбрать продавцов
approve-part = Одобрить эти: { $total }
settle-left-out = Разобрать пропущенное: { $n }
all-lines = Все товары
drop-line = Убрать этот
several-done = Готово
type-them = Написать
change-quantity = Количество
change-address = Адрес
sold-out-value = { $value } · нет
variant-button = { $value } · { $price } · есть { $n }
open-1688 = Открыть на 1688
open-offer = Да, открыть
pay = Оплатить на 1688
pay-sum = Оплатить { $sum }
pay-one = Оплатить { $name } · { $sum }
pay-alipay = Оплатить через Alipay
pay-cross = Оплатить через Kuajingbao
pay-phone = Оплатить с телефона
pay-group = Оплатить с компьютера
pay-link = Ссылка на оплату
pay-qr = QR-код
more = Ещё
who-pays = Оплатит: { $names }
qr-text = Отсканируйте телефоном, с которого платите.
copy-number = Копировать №
copy-parcel = Копировать трек
copy-one-parcel = Трек …{ $ending }
tell-seller = Написать к заказу
chat-seller = Чат с продавцом
chase-seller = Поторопить
urge = Поторопить
refund-on-1688 = Возврат на 1688
send-note = Отправить
show-stuck = Всё, что застряло
cancel-order = Отменить заказ
cancel-yes = Да, отменить
cancel-no = Нет, оставить
look = Проверить снова
trace = Отследить
trace-again = Отследить снова
original = Оригинал
translated = Перевод
details = Подробнее
reorder = Заказать снова
order-rest = Дозаказать остальное
by-hand = Заказать вручную
by-hand-again = Что заказать
hand-number = Заказ сделан
hand-accept = Всё равно взять
open-product = Открыть товар
copy-address = Копировать адрес
copy-note = Копировать примечание
copy-reference = Копировать наш номер
try-again = Повторить
found-it = Заказ есть: ввести номер
place-anew = Заказа нет: заказать снова
give-up = Заказа нет: закрыть
found-this = Это он: { $number }
open-this = Открыть { $number }
none-of-these = Это не они: закрыть
unknown-doubt = Это заказ по #{ $number } (под вопросом)
unknown-attach = Прикрепить к #{ $number }
unknown-ignore = Пропустить
unknown-closed = Улажено
ask-seller = Спросить продавца
paste-answer = Вставить ответ
copy-question = Копировать текст
open-chat = Открыть чат

## Отказы
refusal-stranger = Я вас пока не знаю. Ваш номер — { $id }; передайте его администратору.
refusal-unknown-request = Заявки { $number } нет. Ваши заявки: /orders.
refusal-unknown-order = Заказа { $number } нет. Что есть: /orders.
refusal-not-on-market = На 1688 нет заказа «{ $number }». Напишите номер, который указан там на странице заказа.
refusal-not-yours = { $number } — чужой черновик. Пришлите ссылку сами, и я открою ваш.
refusal-no-longer = { $number } уже в другом состоянии: { $state }.
card-renewed = Карточка обновлена.
refusal-no-longer-by = { $number } уже в другом состоянии: { $state }. Решение: { $by }.
refusal-was-split = { $number } заказана у нескольких продавцов: назовите часть, как на её карточке.
refusal-stale = { $number }: с тех пор кое-что изменилось. Проверьте карточку и нажмите ещё раз.
refusal-reading-over = Эта таблица уже прочитана или остановлена.
refusal-not-your-reading = Остановить может только тот, кто прислал таблицу.
refusal-last-line = Один товар должен остаться. Если не нужен ни один, отмените черновик в чате.
refusal-nothing-left-out = Неясно, чего 1688 не принял из { $number }. Сверьте с заказами и закажите недостающее.
refusal-offer-not-found = На 1688 нет товара { $offer }. Проверьте ссылку или номер.
refusal-not-payable-now = { $number } сейчас не ждёт оплаты: { $state }.
refusal-unpayable-cancelling = Не оплачивайте { $number }: на 1688 отправлена отмена, и неясно, отменён ли заказ. Посмотрите снова через несколько минут.
refusal-unpayable-checking = 1688 ещё не подтвердил { $number }, поэтому оплатить или отменить отсюда нельзя. Я посмотрю снова сам.
refusal-unpayable-conflict = Сейчас не оплачивайте { $number }: неясно, тот ли это заказ.
refusal-unpayable-differs = В { $number } другой продавец или товар, чем согласовано. Проверьте заказ на 1688; оплатить можно после нового согласия; или отмените его.
refusal-unpayable-price = { $number } дороже, чем было согласовано. Оплатить можно после согласия с новой ценой.
refusal-unpayable-ended = { $number } завершена: одобрить её уже никто не может. Заказ на 1688 не оплачен, отмените его.
refusal-cancel-too-early = 1688 закрывает заказ не раньше чем через 10 секунд после оформления. Нажмите чуть позже.
refusal-urge-shipped = Торопить можно, только если заказ оплачен и не отправлен; с { $number } это не так.
refusal-urge-too-soon = Продавца по { $number } уже торопили. 1688 принимает это раз в 24 часа: снова с { $at }.
refusal-cancel-shipped = { $number } уже нельзя отменить: { $state }. Попросите у продавца возврат.
refusal-nothing-to-cancel = Отменять здесь нечего. Что есть: /orders.
refusal-not-ordered = { $number } не заказан на 1688, посылок нет.
refusal-not-shipped = { $number }: посылок пока нет. Сообщу, когда отправят.
refusal-note-empty = Сообщение пустое. Напишите несколько слов.
refusal-note-too-long = Слишком длинно. Предел в символах: { $limit }.
refusal-too-early = Ещё рано: если до тех пор не найду, решать можно с { $at } (проверок: { $looks } из { $needed }).
refusal-too-early-looks = Ещё рано: проверок { $looks } из { $needed }. Я продолжаю искать.
refusal-second-person = { $number }: записал. То же самое должен нажать второй человек.
refusal-not-in-doubt = { $number }: всё уже решено: { $state }.
refusal-not-as-approved = Товары заказа { $order } не те, что согласованы в { $number }. Исправьте заказ на 1688 или отмените { $number } и запросите то, что заказано на самом деле.
refusal-not-by-hand = { $number } никто не заказывает вручную: заказываю я.
refusal-dry-run = Это пробный запуск: ничего не заказывается, и { $number } вручную тоже.
refusal-ordered-by-hand = { $number } уже заказывают вручную на 1688; кто — сказано на карточке.
refusal-not-our-order = { $order } — заказ с 1688, но не эта покупка: { $why }.
refusal-order-taken = { $order } уже относится к другой заявке.
refusal-too-many-drafts = У вас уже открыто черновиков: { $limit }, больше нельзя. Сначала подтвердите или отмените часть из них, самые старые: { $oldest }; например, /cancel { $first }. Неподтверждённый черновик через сутки закрывается сам.
refusal-paused = Покупки остановлены. Администратор может написать /resume.
refusal-journal-key-wanted = Покупки ждут: ключа журнала нет или он другой. Администраторы знают; попробуйте позже.
refusal-clock-apart = Покупки ждут: часы бота идут неверно. Администраторы знают; попробуйте позже.
refusal-not-paused = Покупки не остановлены.
refusal-not-paused-held = Покупки не остановлены, но сейчас ничего не покупается:
refusal-other-program-runs = Ещё рано: меньше двух минут назад токеном этого бота пользовалась другая программа. Остановите её или дайте ей свой токен. Через две минуты напишите /resume.
refusal-alone-not-offered = Чтобы заказать снова, нужен второй администратор. Вы можете ввести номер заказа или закрыть заявку.
refusal-only-admins = Это могут делать только администраторы.
refusal-seller-note-refused = 1688 не принял сообщение продавцу:
refusal-urge-refused = 1688 не торопит продавца:
refusal-no-chat-link = 1688 не даёт ссылку на чат с этим продавцом. Напишите ему со страницы заказа на 1688.
refusal-reason-needed = Напишите почему: /pause и причина.
why-reference = в нём нет нашего номера
why-older = он создан раньше, чем был отправлен этот
why-cancelled = он уже отменён или закрыт на 1688
why-content = товар, вариант или количество не те

## 1688 не отвечает или отказывает
market-unreachable = 1688 сейчас не отвечает. Попробуйте через минуту.
market-throttled = Слишком много запросов к 1688. Попробуйте через минуту.
market-not-allowed = 1688 не открыл этому приложению вызов { $call }. Администратор может запросить его в консоли 1688.
market-login-needed = 1688 требует войти заново. Администратору нужно выполнить на сервере «caigou login».
market-not-found = 1688 не знает такого номера. Проверьте его.
market-rejected = 1688 отказывает:
market-misunderstood = 1688 ответил в незнакомой форме ({ $call }).
code-not-paid = Заказ ещё не оплачен.
code-paid = Заказ уже оплачен.
code-cancelled = Заказ уже отменён.
code-no-contract = У этого аккаунта 1688 нет договора об оплате без пароля: платите по ссылке.
code-busy = Служба, к которой обращается 1688, не ответила вовремя. Попробуйте через несколько минут.
code-no-right = Этот аккаунт 1688 не может отменить заказ, или отменить его уже нельзя.
code-not-found = 1688 не знает такого заказа, или он с другого аккаунта.
code-no-seller = Этот аккаунт 1688 не может заказывать у этого продавца через программу. Можно заказать вручную на сайте.
code-no-stock = У продавца столько нет.
code-not-online = 1688 не продаёт этот товар через интерфейс.
nothing-bought = Этим ничего не куплено.

## Не товар с 1688
link-taobao = Это товар с Taobao. Я покупаю только на 1688.
link-tmall = Это товар с Tmall. Я покупаю только на 1688.
link-taobao-short = Это короткая ссылка Taobao. Я покупаю только на 1688.
link-alibaba-com = Это Alibaba.com, площадка для экспорта. Я покупаю только на 1688.com.
link-aliexpress = Это AliExpress. Я покупаю только на 1688.
link-weidian = Это Weidian. Я покупаю только на 1688.
link-jd = Это JD.com. Я покупаю только на 1688.
link-pinduoduo = Это Pinduoduo. Я покупаю только на 1688.
link-shop-page = Эта ссылка ведёт в магазин, а не на товар. Откройте товар и поделитесь ссылкой на него.
link-search-page = Эта ссылка ведёт на поиск, а не на товар. Откройте товар и поделитесь ссылкой на него.
link-company-search = Эта ссылка ведёт на список компаний. Откройте товар и поделитесь ссылкой на него.
link-not-a-product = Эта страница 1688 — не товар. Откройте товар и поделитесь ссылкой на него.
link-order-page = Это страница заказа. Чтобы посмотреть заказ, напишите /order и его номер.
link-order-number = Похоже на номер заказа. Чтобы посмотреть заказ, напишите /order и номер.
link-snapshot = Это снимок товара из заказа. Откройте сам товар и поделитесь ссылкой на него.
link-cashier = Это страница оплаты. Пришлите ссылку на товар.
link-no-id = В ссылке нет номера товара. Откройте товар и поделитесь ссылкой заново.
link-foreign-host = { $host } — это не 1688. Пришлите ссылку на товар с самого 1688.
link-picture = Это ссылка на картинку. Пришлите ссылку на товар.
link-api-address = Это служебный адрес 1688, а не страница товара. Пришлите ссылку на товар.
link-phone-number = Похоже на телефон. В номере товара от 9 до 13 цифр, он есть в ссылке.
link-spec-id = Похоже на код варианта. Пришлите ссылку на товар.
link-site-name = Это только название сайта. Откройте товар и поделитесь ссылкой на него.
link-nothing = Товара здесь не вижу. Пришлите ссылку с 1688 или /buy с номером и количеством.
nothing-waits = На это сообщение такой ответ не ожидается; если вы имели в виду другое, напишите без ответа на сообщение.
search-for = Искать на 1688 «{ $words }»
asked-pay = Оплата: у заказанного и неоплаченного есть кнопка, она открывает оплату на 1688. Вот всё, что ждёт оплаты.
asked-where = У каждой закупки видно, где она: /track и номер покажет посылки. Вот что сейчас в работе.
asked-cancel = /cancel и номер отменит черновик или неоплаченный заказ; за оплаченный нужен возврат. Вот что сейчас в работе.
asked-refund = Возврат запрашивают на 1688; о каждом его шаге я сообщу. /order и номер покажет, где он.
asked-help = Пришлите ссылку с 1688, номер товара или слова для поиска. /order и номер покажет закупку, /help — всё остальное.
link-too-many = /buy принимает один товар. Несколько ссылок пришлите одним сообщением без этой команды.
link-short-link-unreadable = Короткая ссылка не открылась. Откройте её сами и пришлите ссылку на товар.

## Количество
quantity-empty = Сколько? Напишите число, например 50.
quantity-zero = Ноль — это ничего. Напишите число от 1, например 50.
quantity-negative = Количество не может быть меньше нуля. Напишите число, например 50.
quantity-fractional = Только целое число. Например, 50.
quantity-not-a-number = Это не число. Напишите только количество, например 50.
quantity-too-large = Слишком много: не больше 999 999.
not-understood = Не понял: «{ $words }»
bare-number = { $offer } — это номер товара на 1688?
nothing-opened = Ничего не открыто.
unshown = Товар { $offer } не добавлен. { $why }
several-links = В сообщении товаров: { $total }. Беру первые { $most }; остальные ({ $left }) пришлите ещё раз.

## Вопросы, на которые нужен ответ
ask-quantity = #{ $number }: сколько? Ответьте числом.
ask-several = Какие варианты и сколько каждого? Например: красный S 10, M 20; синий все по 5
stands-already = #{ $number }: так там уже и стоит, ничего не изменилось.
ask-note = #{ $number }: напишите примечание продавцу (до 500 символов).
ask-seller-note = Напишите продавцу по заказу { $order } (до 500 символов).
ask-order-number = Напишите номер заказа на 1688 (19 цифр, на странице заказа).
ask-search = Что искать? Ответьте словами, например «кружка до 12 от 50», или фото; лучше всего ищется по-китайски.
ask-cancel = Что отменить? Нажмите или ответьте номером.
answer-to = Ответ на вопрос: { $question }
answer-shown = Пока ничего не сделано. Это ваш ответ?
answer-late = { $minutes ->
    [one] Это пришло через { $minutes } минуту после вопроса: само по себе ответом уже не считается.
    [few] Это пришло через { $minutes } минуты после вопроса: само по себе ответом уже не считается.
   *[many] Это пришло через { $minutes } минут после вопроса: само по себе ответом уже не считается.
}
use-answer = Взять как ответ
question-over = На этот вопрос уже ответили, или он снят.
ask-track = Посылки какой части показать?
ask-seller-head = спросить продавца до покупки
ask-seller-how = Отправьте этот текст в чат продавца, а ответ вставьте сюда. Его прочтут на карточке все, кто решает.
ask-which-seller = какого продавца спросить?
ask-seller-answer = Вставьте сюда ответ продавца:
seller-answer-kept = Ответ продавца на карточке.
seller-said = Продавец ({ $facts }):
seller-said-before = до изменения
seller-chat = Здесь можно написать продавцу:
note-over = Это сообщение уже отправлено или закрыто. «Поторопить» покажет, что отправлено.
note-replace = Напишите другой текст, и он заменит этот.
note-left = Для сообщений к этому заказу осталось символов: { $left }.
chase-tried = Уже пробовали:
chase-nothing = Пока ничего не пробовали.
chase-urge-from = Поторопить снова можно с { $when }.

## Приветствия, справка, подсказки
start-hello = Здравствуйте! Я покупаю на 1688.com для вашей команды и рассказываю, что с заказом.
start-how = Пришлите ссылку с 1688, можно сразу с количеством. Вы выбираете, я показываю точную цену. Ничего не заказываю, пока вы не нажмёте «Купить» или пока команда не одобрит отправленное «На согласование».
start-receive = Пришлите номер накладной — текстом, сканером или на фото — и посчитайте, что в посылке. /arrivals показывает, что придёт.
start-help = Что вы здесь можете: /help.
stranger = Я вас пока не знаю. Ваш номер — { $id }; передайте его администратору команды.
group-hello = Здравствуйте! Я покупаю на 1688.com для этой команды.
group-hears-all = Пришлите сюда ссылку с 1688, и я открою товар.
group-hears-some = Здесь я вижу только то, что обращено ко мне: напишите /buy и ссылку, упомяните { $name } или ответьте на моё сообщение.
group-make-admin = Чтобы хватало просто ссылки, сделайте меня администратором группы.
no-identity = Мне не видно, кто это написал. Напишите от своего имени или в личном чате.
channel-goodbye = Я работаю в группах и личных чатах, но не в каналах. До свидания!
old-button = Эта кнопка устарела или не моя. Ничего не сделано.
too-much = Слишком много сразу. Это сообщение не прочитано, и следующие за ним, возможно, тоже: подождите минуту и отправьте снова то, на что я не ответил.
too-much-pressed = Слишком много нажатий сразу. Это ничего не сделало: подождите несколько секунд и нажмите ещё раз.
missed = { $n ->
    [one] Я не прочитал { $n } ваше сообщение: их было слишком много сразу. Отправьте снова то, на что я не ответил.
    [few] Я не прочитал { $n } ваших сообщения: их было слишком много сразу. Отправьте снова то, на что я не ответил.
   *[many] Я не прочитал { $n } ваших сообщений: их было слишком много сразу. Отправьте снова то, на что я не ответил.
}
cut-off = Меня прервали, пока я это выполнял, и чем закончилось, сказать не могу. Второй раз сам не делаю: сначала посмотрите, как всё сейчас, потом повторяйте.
gave-up = Не получилось обработать ваше сообщение, администраторы знают. Из-за него ничего не заказано. Попробуйте ещё раз.
sheet-too-large = Файл больше 20 МБ: пришлите его по частям.
sheet-bomb = Файл распаковывается в слишком большой, я его не открываю. Сохраните заново только строки.
sheet-not-a-sheet = Это не таблица, которую я читаю: сохраните как .xlsx или .csv.
sheet-old-format = Это старый .xls: сохраните как .xlsx и пришлите снова.
sheet-password = Файл с паролем: сохраните без пароля и пришлите снова.
sheet-macros = В файле есть макросы, я его не открываю: сохраните как .xlsx.
sheet-external-links = Файл ссылается на другие файлы, я его не открываю: скопируйте значения в новую таблицу.
sheet-no-rows = В этой таблице пусто.
sheet-too-many-rows = В таблице больше 5000 строк: пришлите её по частям.
sheet-too-many-empty-rows = В файле больше 100 000 пустых строк: скопируйте строки с товарами в новую таблицу и пришлите её.
sheet-too-much-text = В таблице слишком много текста: оставьте только нужные столбцы.
sheet-took-too-long = Файл читается слишком долго: скопируйте строки в новую таблицу и пришлите её.
sheet-took-too-much-memory = Для файла не хватает памяти: скопируйте строки в новую таблицу и пришлите её.
sheet-reader-failed = Прочитать файл не удалось, ничего не открыто. Сохраните как .csv и пришлите снова.
sheet-no-column = Не нахожу столбец: { $names }
sheet-try-template = /template пришлёт таблицу со всеми столбцами.
sheet-read = Строк: { $lines }, товаров: { $products }
sheet-added = Строки об одном и том же: { $rows }. Выбранное одинаково — одна позиция
sheet-more-rows = Пропущены и строки { $rows }
sheet-nothing = Строк для заказа нет.
sheet-others = Прочитан только лист { $sheet }, без { $names }.
sheet-left-out = Пропущено строк: { $n }
sheet-column = { $name } — столбец { $letter }
sheet-column-link = товар
sheet-column-variant = вариант
sheet-column-quantity = количество
sheet-column-note = примечание
sheet-column-tag = метка
sheet-row = Строка { $row }: { $why }
sheet-row-no-offer = нет товара. { $words }
sheet-row-other-shop = товар другого магазина, не 1688
sheet-row-not-a-product = ссылка ведёт не на товар. { $words }
sheet-row-several-offers = больше одного товара
sheet-row-lost-digits = номер потерял последние цифры: задайте столбцу текстовый формат
sheet-row-no-value = формула без значения
sheet-row-hidden = скрыта фильтром
sheet-row-no-quantity = нет количества
sheet-row-wrong-quantity = это не количество: { $words }
sheet-row-too-many-lines = здесь я остановился: не больше 5000 строк
sheet-progress-offers = 1688 показал товаров: { $n } из { $of } …
sheet-progress-sellers = Узнал цену заказов: { $n } из { $of } …
sheet-offer = { $name }: прочитать как список того, что купить?
sheet-read-it = Прочитать
sheet-stopped = Остановлено: из этой таблицы ничего не заказывается.
sheet-stop = Остановить
sheet-template = Заполните по строке на товар и пришлите файл мне.
no-text = Я читаю только текст и фото: пришлите ссылку на товар с 1688, его фото или /search и несколько слов.
no-text-voice = Записи я не слушаю: напишите текстом или пришлите ссылку на товар с 1688.
no-text-sticker = По стикеру не понять, что купить: пришлите ссылку на товар с 1688 или /search и несколько слов.
no-text-location = Товары идут на адреса, сохранённые на 1688, а не по геопозиции: пришлите ссылку на товар, и вы выберете адрес.
no-text-file = Из файлов читаю только картинки и таблицы, .xlsx и .csv: /template пришлёт образец.
no-text-answer = Я жду ответа словами: пожалуйста, напишите его.
courtesy-hello = Здравствуйте! Пришлите ссылку на товар с 1688 или слова для поиска; что я ещё умею: /help.
courtesy-thanks = Пожалуйста! Что сейчас в работе: /orders.
language-how = Я пишу вам на языке вашего Telegram, если это английский, китайский или русский: он меняется в настройках Telegram. В группе — язык команды, его меняет администратор через /team.
unknown-command = Такой команды я не знаю. Что вы можете: /help.
command-buy = Купить: номер или ссылка, количество, вариант
command-orders = Ваши заказы
command-order = Один заказ: его номер
command-cancel = Отменить черновик или неоплаченный заказ
command-track = Где посылки
command-stuck = Оплачено, а товара нет
command-list = Список команды, который просят целиком
command-template = Таблица для заказа сразу многих товаров
command-search = Найти товар: кружка до 12 от 50
command-status = Всё ли в порядке с ботом
command-health = То же, что /status
command-pause = Остановить покупки, с причиной
command-resume = Продолжить покупки
command-help = Что умеет бот
command-start = Начать
about-short = Покупает на 1688.com для вашей команды.
about-long = Пришлите ссылку с 1688.com. Бот покажет товар, вы выберете вариант и количество, он назовёт точную цену с доставкой и закажет, когда вы подтвердите. Дальше он следит за заказом: оплата, отправка, посылки, возвраты.

## Справка по делам
do-roles = Ваши роли: { $roles }
do-buy = Купить: ссылки 1688, фото, таблица (/template), список /list или /search кружка
do-buy-here = Купить: /buy и ссылки 1688; собрать вместе: /list
do-decide = Решить: на карточке или /pending
do-pay = Оплатить: /pay · отменить заказ: /orders
do-follow = Следить: /orders, /track 1042
do-cancel = Отозвать заявку: /cancel 1042
do-away = За вас решает другой: /away
do-receive = Принять, что пришло: /arrivals, номер накладной, /order 1042 · кто в команде: /team
do-team = Люди, правила, артикулы: /team, /policy, /sku
do-manage = Команда: /team, /policy, /rate, /sku
do-begin = Своя команда: добавьте меня в группу, /team here
do-stop = Остановить покупки: /pause причина, продолжить: /resume
do-well = Сообщения: /notify · язык: /language · всё ли в порядке: /status

## Состояние
health-well = Всё в порядке
health-trouble = Нужно внимание
health-orders = { $n ->
    [one] Слежу за { $n } заказом на 1688
   *[other] Слежу за { $n } заказами на 1688
}
health-waiting = { $n ->
    [one] { $n } сообщение ждёт отправки
    [few] { $n } сообщения ждут отправки
   *[many] { $n } сообщений ждут отправки
}
health-watch = Последняя проверка 1688: { $when }
health-no-watch = 1688 ещё не проверялся
health-paused = Покупки остановлены.
health-clock = Покупки ждут, пока 1688 или Telegram не подтвердят время.
health-market = Проблемы с 1688:
ask-1688 = Спросить 1688 ещё раз
health-market-away = 1688 отвечает не так, как должен; я пробую дальше.
health-doubts = { $n ->
    [one] { $n } заказ под вопросом
    [few] { $n } заказа под вопросом
   *[many] { $n } заказов под вопросом
}
health-blind = 1688 не показывает наш номер в заказах: покупку, ответ на которую потерян, не узнать. Прежде чем решать по неясному заказу, посмотрите заказы на 1688 и спросите 1688, почему не возвращается outOrderId.
health-outside = { $n ->
    [one] { $n } заказ, оформленный не через бота, ждёт решения
    [few] { $n } заказа, оформленных не через бота, ждут решения
   *[other] { $n } заказов, оформленных не через бота, ждут решения
}
health-unknown = { $n ->
    [one] { $n } заказ неожиданно появился
    [few] { $n } заказа неожиданно появились
   *[many] { $n } заказов неожиданно появились
}
health-dead-updates = { $n ->
    [one] { $n } входящее сообщение не обработано
    [few] { $n } входящих сообщения не обработаны
   *[many] { $n } входящих сообщений не обработано
}
health-dead-messages = { $n ->
    [one] { $n } исходящее сообщение не доставлено
    [few] { $n } исходящих сообщения не доставлены
   *[many] { $n } исходящих сообщений не доставлено
}
health-unread = { $n ->
    [one] { $n } наш заказ в списке 1688 показан в неизвестном виде. Я проверяю его отдельно, но реже:
    [few] { $n } наших заказа в списке 1688 показаны в неизвестном виде. Я проверяю каждый отдельно, но реже:
   *[many] { $n } наших заказов в списке 1688 показаны в неизвестном виде. Я проверяю каждый отдельно, но реже:
}
health-more-unread = … и ещё { $n } таких.
health-jobs-failed = { $n ->
    [one] не выполняется { $n } регулярная задача; какая — «Ещё»
    [few] не выполняются { $n } регулярные задачи; какие — «Ещё»
   *[other] не выполняется { $n } регулярных задач; какие — «Ещё»
}
health-jobs-late = { $n ->
    [one] стоит { $n } регулярная задача; какая — «Ещё»
    [few] стоят { $n } регулярные задачи; какие — «Ещё»
   *[other] стоит { $n } регулярных задач; какие — «Ещё»
}
health-unwell = Что именно, видят администраторы.
health-jobs-well = { $n ->
    [one] { $n } регулярная задача работает как надо
    [few] { $n } регулярные задачи работают как надо
   *[other] { $n } регулярных задач работают как надо
}
health-jobs-ill = С опозданием или с ошибкой; когда каждая последний раз удалась:
## Что решает человек
unknown-order-head = Неожиданный заказ · { $n } из { $total }
outside-head = Заказ, оформленный не через бота · { $n } из { $total }
unknown-order-none = Неожиданных заказов не осталось
unknown-order-text = На нём наш номер, но ни одна заявка здесь его не объясняет.
unknown-order-known = Его номер принадлежит { $number }: от неё отказались, или 1688 её отклонил.
unknown-order-unseen = 1688 сейчас его не показывает:
made-at = создан { $when }
unknown-link = Это заказ по #{ $number }
unknown-follow = Следить как за покупкой
decide-unknown = Решить по одному
settle-letters = Недоставленные сообщения
letter-read = Я знаю об этом
letters-none = Таких сообщений не осталось
letter-received = Необработанное сообщение · { $n } из { $total }
letter-owed = Недоставленное сообщение · { $n } из { $total }
go-on = Не заказано: оформить
rests-text = База восстановлена из старой копии. Возможно, это уже заказали после неё.
rests-press = Сначала посмотрите свои заказы на 1688. Перед отправкой я тоже поищу по нашему номеру.
rests-look = Сначала посмотрите свои заказы на 1688: по нашему номеру я бы его не узнал.
rests-alike = Заказ не оформляется, чтобы ничего не купить дважды. Укажите, какой заказ к этому относится, или отмените; если всё равно нужно, попросите заново.
rests-alike-there = { $n ->
    [one] После этой заявки был сделан { $n } заказ на те же товары:
    [few] После этой заявки было сделано { $n } заказа на те же товары:
   *[other] После этой заявки было сделано { $n } заказов на те же товары:
}
order-of-another = Её заказ оказался заказом #{ $number }.
notice-rests = одобрено, но сначала проверьте
quarantine-done = Всё решено. Администратор может отправить /resume.
quarantine-unread = Список заказов 1688 с того времени ещё не прочитан до конца.
quarantine-unknown = { $n ->
    [one] Надо решить по { $n } неожиданному заказу
   *[other] Надо решить по { $n } неожиданным заказам
}
quarantine-resting = { $n ->
    [0] Ни одна заявка не ждёт решения человека
    [one] { $n } заявка ждёт решения человека: пускать ли её дальше
    [few] { $n } заявки ждут решения человека: пускать ли их дальше
   *[other] { $n } заявок ждут решения человека: пускать ли их дальше
}
health-more-doubts = … и ещё { $n }; они есть в /orders.
health-quarantine-restored = Карантин: восстановлено из копии. Ничего не покупается; список 1688 читается с { $when }.
health-quarantine-went-back = Карантин: база вернулась в прошлое. Ничего не покупается; список 1688 читается с { $when }.
health-quarantine-moved = Карантин: база перенесена. Ничего не покупается; список 1688 читается с { $when }.
health-copy = Последняя копия: { $when }
health-no-copy = Копий ещё нет
health-copy-failed = Не удалось скопировать базу данных:
health-journal-missing = Нет ключа журнала (JOURNAL_KEY): ничего не покупается.
health-journal-other = JOURNAL_KEY — не тот ключ, которым подписан журнал: ничего не покупается.
health-journal-waits = Покупки ждут, пока администратор задаст ключ журнала.
health-journal-none = JOURNAL_KEY ещё не задан: его создаёт caigou init --journal-key
health-disk-low = На диске бота свободно всего { $n } МБ. Освободите место, пока он не заполнился.
health-disk-full = На диске бота свободно всего { $n } МБ. Этого мало: освободите место сейчас, иначе закупки остановятся.
refusal-quarantine = Ещё рано: карантин не окончен.
refusal-unknown-undecided = Ещё рано: есть заказы с нашим номером, которые здесь ничто не объясняет.
refusal-alike-there = { $order } может быть заказом по { $number }. Сначала подтвердите, что это он, или поручите следить за ним как за отдельной покупкой.
refusal-alike-unseen = { $order } может быть заказом по { $number }, а вы его ещё не видели. Нажмите ещё раз и сначала посмотрите.
refusal-may-be-doubt = { $order } может быть заказом по { $number }. Сначала решите с ней, потом пропускайте этот.
refusal-not-linkable = { $order } не может относиться к { $number }: у этой заявки есть заказ, она закончена или без согласованной цены.
refusal-no-product = 1688 больше не показывает, что куплено в { $order }, поэтому следить за ним здесь нельзя. Посмотрите его на 1688 и нажмите «Улажено».
refusal-too-many-lines = В { $order } строк больше, чем { $limit }, поэтому следить за ним здесь нельзя. Посмотрите его на 1688 и нажмите «Улажено».
refusal-letter-gone = С этим сообщением уже разобрались.
refusal-order-settled = Что такое { $number }, уже решено.
event-ghost-linked = заказ нашёл человек
event-ghost-given = найденный заказ ждёт согласия на покупку
event-rests = есть заказы на те же товары: сначала должен посмотреть человек
event-letter-again = сообщение отправлено ещё раз
event-letter-read = о недоставленном сообщении известно
event-drafts-dropped = удалены старые черновики, которые никто не подтвердил
event-quarantine-over = карантин окончен

calls-counted = Запросы к 1688: сегодня { $today }, за месяц { $month }, к его концу около { $forecast }
calls-confirmed = Получено за месяц: { $sum }, на один запрос { $each }
calls-thrifty-day = Запросы на сегодня подходят к концу: как обычно проверяются только заказы, оплаты и неясные случаи.
calls-thrifty-yuan = На каждый запрос подтверждено слишком мало: как обычно проверяются только заказы, оплаты и неясные случаи.
calls-head = Запросы к 1688 по назначению
calls-of-day = Сегодня { $calls } из { $limit } запросов
calls-of-yuan = За месяц запросов: { $calls }, на каждый подтверждено { $each }; 1688 требует { $wanted }
calls-of-products = Товары и поиск: сегодня { $today }, за месяц { $month }
calls-of-ordering = Цены и оформление: сегодня { $today }, за месяц { $month }
calls-of-paying = Способы оплаты: сегодня { $today }, за месяц { $month }
calls-of-orders = Проверка заказов: сегодня { $today }, за месяц { $month }
calls-of-parcels = Посылки: сегодня { $today }, за месяц { $month }
calls-of-other = Прочее: сегодня { $today }, за месяц { $month }
notice-calls-short = Запросы к 1688 подходят к концу
notice-calls-short-text = Скоро бот станет реже спрашивать о том, что может подождать. Экономят push-сообщения или больший WATCH_SECONDS.
notice-thrifty = Бот экономит запросы к 1688
notice-thrifty-text = Заказы, оплаты и неясные случаи идут как прежде. Новости об отправке и посылках придут позже.
notice-thrifty-over = Бот снова спрашивает 1688 как обычно
notice-thrifty-over-text = Запросов снова хватает.

## Мини-приложение
app-open-grid = Все варианты сразу
app-grid-here = Все варианты вашего черновика на одной странице:
app-open-orders = Открыть таблицей
app-orders = Заказы
app-number = №
app-product = Товар
app-pieces = Количество
app-sum = Сумма
app-state = Состояние
app-row = Весь ряд
app-less = Меньше
app-more = Больше
app-done = Готово: узнать цену
app-back = Назад в чат
app-choose = Выбрать варианты
app-sold-out = нет в наличии
app-pieces-wrong = Напишите целое число от 0 до 999 999.
app-failed = Ответа нет. Попробуйте ещё раз.
app-again = Ещё раз
app-before = Предыдущая страница
app-after = Следующая страница
app-page = Страница
app-no-session = Эта страница не открыта для вас или уже закрыта: закройте её и откройте снова из личного чата с ботом.
app-open-basket = Все позиции сразу
app-basket-here = Все позиции этой заявки на одной странице:
app-waiting = Сначала решить
app-seller-untold = Продавец без названия
app-counts = { $lines ->
    [one] { $lines } позиция
    [few] { $lines } позиции
   *[other] { $lines } позиций
} · { $sellers ->
    [one] { $sellers } продавец
    [few] { $sellers } продавца
   *[other] { $sellers } продавцов
}
app-ordered = оформлено { $n } из { $total }
app-partly = оформлено частично: { $n }
app-going = оформляется: { $n }
app-asked-anew = запрошено заново: { $n }
app-refused = отказано: { $n }
app-over = не оплачивать: { $n }
app-unclear = неясно: { $n }
app-stale = За это время кое-что изменилось: в чате или кем-то другим. Здесь то, что действует сейчас.
app-price = Цена за штуку
app-remove = Убрать
app-restore = Вернуть
app-save = Сохранить
app-ask-price = Узнать цену
app-undo = Сбросить
app-unsaved = Не сохранено
app-find = Найти товар, вариант, примечание
app-sellers = Все продавцы
app-tags = Все метки
app-problems = Требуют решения
app-address = Куда доставить
app-total = Итого
app-none-fit = Таких позиций нет.
app-take = Взять это
app-unpriced = Цены пока нет
app-to-confirm = Подтвердить в чате
app-kept = Ваши изменения в других позициях остались здесь, но не сохранены.
app-lines = Позиции
app-where = Выберите адрес доставки
app-day = Дата
app-person = Кто просил
app-filters = Фильтры
app-everybody = Все сотрудники
app-from = С даты
app-until = По дату
app-sort = Порядок
app-newest = сначала новые
app-find-orders = Номер, товар, продавец, сотрудник
app-not-counted = без отменённых
app-newest-only = Поиск идёт только по 500 последним.
app-not-taken = 1688 не принял это или принял не всё: { $reason }
