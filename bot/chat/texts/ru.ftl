### Русский: коротко и по делу. Только простой текст; разметкой занимаются карточки.

## Количество и время
pieces = { $n ->
    [one] { $n } штука
    [few] { $n } штуки
   *[many] { $n } штук
}
counted = { $n } { $unit }
pieces-from = { $n ->
    [one] от { $n } штуки
   *[other] от { $n } штук
}
counted-from = от { $n } { $unit }
beijing = { $moment } (Пекин)
or = { " или " }
never = ни разу
sent-again = (повторно)
page-of = стр. { $page } из { $pages }
page-of-more = стр. { $page } из { $pages } с лишним

## Первая строка карточки заявки
head-blocked = купить нельзя
head-variant = выберите вариант
head-quantity = сколько?
head-address = куда доставить?
head-confirm = проверьте и подтвердите
head-changed = цена изменилась
head-changed-else = кое-что изменилось
head-placing = оформляется на 1688
head-doubt = 1688 не дал ясного ответа
head-needs-person = на 1688 до сих пор не найдено
head-conflict = заказы на 1688 не совпадают
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
head-cancel-question = отменить этот заказ на 1688?
head-trace = { $n ->
    [one] { $n } посылка
    [few] { $n } посылки
   *[many] { $n } посылок
}
head-list = Заказы · { $filter }
head-search = Найдено по запросу «{ $words }»
head-help = Что я умею

## Товар
tier = { $price }  { $from }
minimum = Минимум { $pieces }
least = мин. { $pieces }
lots-of = партиями: { $pieces }
in-stock = в наличии { $n }
variants = { $n ->
    [one] { $n } вариант
    [few] { $n } варианта
   *[many] { $n } вариантов
}
seller = Продавец: { $name }
seller-known = Продавец: { $name } ({ $facts })
comma = { ", " }
years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[many] { $n } лет
} на площадке
reorder = повторных покупок { $percent } %
choose-axis = Выберите: { $axis }
chosen-so-far = Выбрано: { $values }
how-many = Сколько нужно?
choose-address = Выберите адрес доставки.
no-addresses = В аккаунте 1688 нет адреса доставки. Добавьте его на 1688 и откройте товар заново.
address-number = адрес { $n }
default-address = { $city } (основной)

## Что не так с выбором
problem-delisted = Этот товар снят с продажи. Поищите у другого продавца: /search.
problem-not-orderable = 1688 не продаёт этот товар через интерфейс. Его можно купить только на сайте.
problem-sold-out = Распродано, на складе ничего нет.
problem-variant-sold-out = Этот вариант распродан. Выберите другой.
problem-below-minimum = Минимальный заказ: { $limit }.
problem-not-a-lot = Продаётся только партиями: { $limit }.
problem-not-enough-stock = В наличии всего { $limit }.
problem-mix-rule = Условие продавца для смешанного заказа не выполнено. Возьмите больше.
problem-variant-gone = Выбранного варианта больше нет. Выберите другой.
problem-variant-unknown = Такого варианта нет. Выберите из списка ниже.
problem-variants-unsupported = При этом способе покупки нельзя указать вариант, а у товара их несколько. Так его не купить.
problem-no-price = 1688 не показывает цену для такого количества. Попробуйте другое.
problem-no-address = 1688 не доставляет по этому адресу. Выберите другой.
problem-refused = 1688 не принимает такой выбор. Попробуйте другое количество или вариант.
rather = Может быть, { $options }?

## Подтверждение
goods = Товар { $amount } ({ $pieces } × { $price })
goods-tier = Товар { $amount } ({ $pieces } × { $price }, оптовая цена { $from })
freight = Доставка { $amount }
freight-unknown = Доставка сюда не входит: 1688 добавит её при оформлении
discount = Скидка { $amount }
to-address = Куда: { $address }
account-address = Доставка: на адрес самого аккаунта 1688, по его же тарифу
note-for-seller = Пожелание продавцу:
repeat = Этот же вариант уже заказывали за последние 24 часа (#{ $other }). Всё равно купить?
valid-until = Цену можно подтвердить до { $when }.
total-moved = { $old } → { $new } ({ $change })
moved-amount = { $field }: { $old } → { $new }
moved-others = Изменилось также: { $names }
field-unit-price = цена за штуку
field-goods = товар
field-freight = доставка
field-discount = скидка
field-total = итого
field-quantity = количество
field-seller = продавец
field-address-id = адрес
field-flow = тип заказа
field-trade-mode = способ расчёта
field-note = пожелание продавцу
nothing-ordered = Ничего не заказано.
nothing-ordered-again = Ничего не заказано. Купить на новых условиях?

## Оформление и сомнения
not-taken = 1688 не принял заказ. Ничего не заказано.
next-try = Следующая попытка: { $when }
press-again = Сам я больше не пробую. Нажмите «Попробовать снова» или отмените.
doubt-looking = Заказ мог появиться, а мог и нет. Ищу его по нашему номеру.
doubt-no-reference = Заказ мог появиться, а мог и нет. При этом способе покупки нашего номера в заказе нет, и найти его сам я не могу.
doubt-since = Неясно с { $when }.
next-look = Следующая проверка: { $when }
never-again = Повторно сам он заказан не будет. Сейчас делать ничего не нужно.
doubt-then = Если за минуту он не найдётся, я спрошу вас здесь. Можно и самим посмотреть заказы на 1688.
looked = { $n ->
    [one] Не найдено: { $n } проверка с { $since }.
    [few] Не найдено: { $n } проверки с { $since }.
   *[many] Не найдено: { $n } проверок с { $since }.
}
please-look = Посмотрите свои заказы на 1688 или подождите: я буду искать ещё 72 часа.
please-look-yourself = Посмотрите свои заказы на 1688: этот я сам найти не могу.
settle-two = Заказать снова или закрыть можно вдвоём, начиная с { $when }.
settle-alone = Закрыть можно с { $when }. Чтобы заказать снова, нужен второй администратор.
verdict-resend = { $name }: заказа нет, заказать снова. Второй человек должен нажать то же самое.
verdict-abandon = { $name }: заказа нет, отказаться. Второй человек должен нажать то же самое.
conflict-text = Заказы с нашим номером есть, но они не такие, как просили. Покупки остановлены. Проверьте их на 1688 и введите номер правильного.
abandoned-text = На 1688 не найдено. Буду искать ещё 72 часа и сообщу, если заказ всё-таки появится.
abandoned-no-reference = Закрыто без проверки с моей стороны: поглядывайте на свои заказы на 1688.
expired-text = Никто не подтвердил вовремя. Ничего не заказано.
lapsed-text = После согласия вовремя заказать не удалось. Ничего не заказано.
lines-failed = 1688 не принял:

## Заказы
order-to-pay = оформлен, ждёт оплаты
order-paid = оплачен
order-part-shipped = отправлен частично
order-shipped = отправлен
order-received = получен
order-finished = завершён
order-cancelled = закрыт
order-number = № на 1688: { $number }
pay-by = оплатить до { $when }
pay-by-unknown = ждёт оплаты, срок не указан
pay-refused = { $way }: сейчас не работает
way-alipay = Alipay
way-cross = Kuajingbao (трансграничная оплата)
way-phone = Оплата с телефона
refund-none = Возврата нет
refund-asked = Запрошен возврат
refund-done = Деньги возвращены
refund-closed = Возврат закрыт без выплаты
asked-by = Заявка: { $name }, { $when }
looked-at = Последняя проверка: { $when }
timeline = Что происходило
no-steps = Движения пока нет.
by-person = Кто: { $name }
to-chat = Кому: { $id }
update-number = Обновление { $number }
paid-since = Оплачен { $when }, прошло { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}, а отправки нет.
money-back = Оплаченное вернётся тем же путём; возврат проводит 1688.
nothing-paid = Оплаты не было.
ends-at = Истекает: { $when }
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
state-withdrawn = отозвано
state-to-pay = ждёт оплаты
state-paid = оплачено
state-part-shipped = отправлено частично
state-shipped = отправлено
state-received = получено
state-finished = завершено
state-blocked = купить нельзя
state-variant = выбор варианта
state-quantity = выбор количества
state-address = выбор адреса
state-confirm = ждёт подтверждения
state-placing = оформляется
state-doubt = пока неясно
state-ordered = оформлено
filter-open = Открытые
filter-to-pay = К оплате
filter-paid = Оплаченные
filter-shipped = В пути
filter-done = Завершённые
filter-cancelled = Отменённые
filter-all = Все
list-empty = Здесь пусто. Пришлите ссылку с 1688, чтобы начать.
search-empty = Ничего не найдено. Попробуйте другие слова; лучше всего ищется по-китайски.

## Уведомления
notice-placed = оформлен, ждёт оплаты
notice-found = нашёлся: заказ есть на 1688
notice-part-failed = оформлен только частично
notice-refused = 1688 отказал
notice-not-sent = пока не заказано
notice-not-sent-text = 1688 не принял заказ. Ничего не заказано, ничего не потеряно.
notice-changed = условия изменились после подтверждения
notice-in-doubt = 1688 не дал ясного ответа
notice-needs-person = на 1688 до сих пор не найдено
notice-lapsed = сгорело: вовремя заказать не удалось
notice-abandoned = закрыто без результата
notice-conflict = заказы на 1688 не совпадают
notice-ghost = заказ, которого не должно быть
notice-ghost-text = Этот заказ есть на 1688, но здесь он закрыт или в нём было отказано. Покупки остановлены. Закройте или оставьте его на 1688, затем нажмите кнопку.
notice-unknown-order = 1688 не знает этого заказа
notice-unknown-order-text = Прошло десять минут, а 1688 всё ещё не знает этот номер. Проверьте заказ на 1688.
notice-paid = оплачен
notice-paid-text = Теперь очередь продавца: он отправляет.
notice-price-changed = цена заказа изменилась
notice-pay-soon = пора платить, иначе заказ закроется
notice-not-shipped = оплачен, но не отправлен
notice-part-shipped = отправлен частично
notice-shipped = отправлен
notice-trace = в пути
notice-received = получен
notice-finished = завершён
notice-cancelled = закрыт на 1688
notice-refund-asked = запрошен возврат
notice-refund-done = деньги возвращены
notice-refund-closed = возврат закрыт без выплаты
notice-unknown-word = 1688 сообщает что-то новое
notice-unknown-word-text = 1688 использует слово, которого я не знаю. Состояние не менялось; посмотрите заказ на 1688.
notice-paused = Покупки остановлены
notice-paused-text = На 1688 ничего не отправляется, пока администратор не напишет /resume. За заказами я слежу дальше.
notice-resumed = Покупки продолжаются
notice-poison = Одно сообщение не удалось обработать
notice-poison-text = После нескольких попыток оно отложено, остальное работает. Возможно, автор ждёт ответа.
notice-login-ending = Вход на 1688 скоро истечёт
notice-login-needed = 1688 требует войти заново
notice-login-ending-text = Выполните до этого на сервере «caigou login», иначе покупки остановятся.
notice-login-text = Выполните на сервере «caigou login». До этого покупать нельзя.
notice-ghost-unknown = Этот заказ есть на 1688 с нашим номером, но здесь его ничто не объясняет. Покупки остановлены. Укажите, к какой заявке он относится, поручите мне следить за ним или закройте его на 1688.
notice-quarantine = Покупки остановлены: карантин
notice-quarantine-text = Сначала я прочту список заказов 1688. Затем решите то, чего я знать не могу, и отправьте /resume.
notice-swept = Список заказов 1688 прочитан
notice-swept-text = Решите по каждому. Когда всё решено, администратор отправляет /resume.
notice-restored = Меня восстановили из старой копии
notice-restored-text = Всё сказанное, одобренное и изменённое после неё потеряно, старые кнопки не действуют: пользуйтесь новыми карточками. Заказы на 1688 найдутся снова. Покупки ждут администраторов.
notice-copy-failed = Не удалось скопировать базу данных
notice-copy-failed-text = Я продолжаю пробовать. Проверьте диск и папку копий.
notice-unrecorded = ответ 1688 не удалось записать
notice-unrecorded-found = Пока этот заказ не был найден, больше ничего не отправлялось. Он есть на 1688, покупки продолжаются. Проверьте диск базы данных.
notice-unrecorded-not-found = Больше ничего не отправлялось, пока я не поискал этот заказ. Пока он не найден, я ищу дальше. Проверьте диск базы данных.
put-back-restored = База восстановлена из копии; что было после { $when }, ей неизвестно.
put-back-moved = База перенесена; старая закончилась { $when }.
swept-found = { $n ->
    [0] Неизвестных здесь заказов не найдено.
    [one] Найден { $n } неизвестный здесь заказ.
    [few] Найдено { $n } неизвестных здесь заказа.
   *[other] Найдено { $n } неизвестных здесь заказов.
}
swept-no-reference = Этот способ покупки не передаёт нашего номера, поэтому потерянные заказы я искать не мог (известно { $n }). Сравните заказы на 1688 с /orders.
notice-undelivered = Одно сообщение не доставлено
notice-undelivered-text = Больше не пробую. Ответ Telegram — ниже.

## Журнал
event-opened = открыто
event-chosen = выбор изменён
event-confirmed = подтверждено
event-changed = изменились цена или условия
event-expired = срок вышел
event-cancelled = отменено
event-submitting = отправлено на 1688
event-placed = оформлено
event-found = найдено на 1688
event-refused = 1688 отказал
event-in-doubt = ясного ответа нет
event-needs-person = до сих пор не найдено
event-conflict = заказы не совпадают
event-not-sent = не принято, ничего не заказано
event-retried = новая попытка
event-verdict = решение человека
event-withdrawn = отозвано
event-cancel-asked = запрошена отмена
event-told-seller = сообщение продавцу
event-ghost = неожиданно появился
event-ghost-closed = улажено человеком
event-unknown-word = незнакомое слово 1688
event-paused = покупки остановлены
event-resumed = покупки продолжены

## Кнопки
buy-now = Купить
change = Изменить
note = Пожелание
cancel = Отменить
back = Назад
take-quantity = Купить { $n }
bare-quantity = { $n }
other-quantity = Другое количество
change-variant = Вариант
change-quantity = Количество
change-address = Адрес
sold-out-value = { $value } · нет в наличии
variant-button = { $value } · { $price } · есть { $n }
open-1688 = Открыть на 1688
open-offer = Да, открыть
pay = Оплатить (откроется 1688)
pay-alipay = Оплатить через Alipay
pay-cross = Оплатить через Kuajingbao
pay-phone = Оплатить с телефона
pay-link = Получить ссылку на оплату
pay-link-new = Новая ссылка на оплату
copy-number = Скопировать номер
copy-parcel = Скопировать трек-номер
tell-seller = Написать к заказу
chat-seller = Чат с продавцом
chase-seller = Поторопить продавца
cancel-order = Отменить заказ
cancel-yes = Да, отменить
cancel-no = Нет, оставить
look = Проверить снова
trace = Отследить
trace-again = Отследить снова
details = Подробнее
buy-again = Заказать ещё раз
try-again = Попробовать снова
found-it = Заказ есть: ввести номер
order-again = Заказа нет: заказать снова
give-up = Заказа нет: закрыть
ghost-closed = Улажено
open-chat = Открыть чат

## Отказы
refusal-stranger = Я вас пока не знаю. Ваш номер — { $id }; передайте его администратору.
refusal-unknown-request = Заявки { $number } нет. Ваши заявки: /orders.
refusal-unknown-order = Заказа { $number } нет. Что есть: /orders.
refusal-not-yours = { $number } — чужой черновик. Пришлите ссылку сами, и я открою ваш.
refusal-no-longer = { $number } уже в другом состоянии: { $state }. Карточка обновлена.
refusal-stale = { $number }: с тех пор кое-что изменилось. Проверьте карточку и нажмите ещё раз.
refusal-offer-not-found = На 1688 нет товара { $offer }. Проверьте ссылку или номер.
refusal-variant-unknown = Нет варианта «{ $variant }». Выберите на карточке.
refusal-not-payable-now = { $number } сейчас не ждёт оплаты: { $state }.
refusal-cancel-too-early = 1688 закрывает заказ не раньше чем через 10 секунд после оформления. Нажмите чуть позже.
refusal-cancel-refused = 1688 не отменяет этот заказ:
refusal-cancel-unclear = 1688 не ответил, закрыт ли заказ по { $number }. Я проверяю его сейчас; итог будет на карточке.
refusal-seller-note-unclear = 1688 не ответил, принята ли заметка по { $number }. Посмотрите заказ на 1688, прежде чем отправлять её снова.
refusal-cancel-shipped = { $number } уже нельзя отменить: { $state }. Попросите у продавца возврат.
refusal-nothing-to-cancel = Отменять здесь нечего. Что есть: /orders.
refusal-not-shipped = { $number }: посылок пока нет. Сообщу, когда отправят.
refusal-note-empty = Сообщение пустое. Напишите несколько слов.
refusal-note-too-long = Слишком длинно. Предел в символах: { $limit }.
refusal-too-early = Ещё рано: решать можно с { $at } (проверок: { $looks } из { $needed }).
refusal-too-early-looks = Ещё рано: проверок { $looks } из { $needed }. Я продолжаю искать.
refusal-second-person = { $number }: записал. То же самое должен нажать второй человек.
refusal-not-in-doubt = { $number }: всё уже решено: { $state }.
refusal-not-our-order = { $order } — заказ с 1688, но не эта покупка: { $why }.
refusal-order-taken = { $order } уже относится к другой заявке.
refusal-paused = Покупки остановлены. Администратор может написать /resume.
refusal-not-paused = Покупки не остановлены.
refusal-alone-not-offered = Чтобы заказать снова, нужен второй администратор. Вы можете ввести номер заказа или закрыть заявку.
refusal-only-admins = Это могут делать только администраторы.
refusal-seller-note-refused = 1688 не принял сообщение продавцу:
refusal-no-chat-link = 1688 не даёт ссылку на чат с этим продавцом. Напишите ему со страницы заказа на 1688.
refusal-reason-needed = Напишите почему: /pause и причина.
why-reference = в нём нет нашего номера
why-older = он создан раньше, чем был отправлен этот
why-content = товар, вариант или количество не те

## 1688 не отвечает или отказывает
market-unreachable = 1688 сейчас не отвечает. Попробуйте через минуту.
market-throttled = Слишком много запросов к 1688. Попробуйте через минуту.
market-not-allowed = 1688 не открыл этому приложению вызов { $call }. Администратор может запросить его в консоли 1688.
market-login-needed = 1688 требует войти заново. Администратору нужно выполнить на сервере «caigou login».
market-not-found = 1688 не знает этого номера. Проверьте его.
market-rejected = 1688 отказывает:
market-misunderstood = 1688 ответил в незнакомой форме ({ $call }).
nothing-bought = Ничего не куплено.

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
link-too-many = Слишком много ссылок в одном сообщении: читаю первые 20. Остальные пришлите отдельно.
link-short-link-unreadable = Короткая ссылка не открылась. Откройте её сами и пришлите ссылку на товар.

## Количество
quantity-empty = Сколько? Напишите число, например 50.
quantity-zero = Ноль — это ничего. Напишите число от 1, например 50.
quantity-negative = Количество не может быть меньше нуля. Напишите число, например 50.
quantity-fractional = Только целое число. Например, 50.
quantity-not-a-number = Это не число. Напишите только количество, например 50.
quantity-too-large = Слишком много: не больше 999 999.
quantity-meant = Вы имели в виду { $n }?
quantity-meant-typed = «{ $typed }» — вы имели в виду { $n }?
bare-number = { $offer } — это номер товара на 1688?
several-links = В сообщении товаров: { $total }. Открыл первые { $most }; остальные ({ $left }) пришлите ещё раз.

## Вопросы, на которые нужен ответ
ask-quantity = #{ $number }: сколько? Ответьте числом.
ask-note = #{ $number }: напишите пожелание продавцу (до 500 символов).
ask-seller-note = Напишите продавцу по заказу { $order } (до 500 символов).
ask-order-number = Напишите номер заказа на 1688 (19 цифр, на странице заказа).
ask-search = Что искать? Ответьте несколькими словами; лучше всего ищется по-китайски.
ask-cancel = Что отменить: { $numbers }? Ответьте номером.
seller-chat = Здесь можно написать продавцу:
seller-told = Сообщение добавлено к заказу, продавец его увидит.

## Приветствия, справка, подсказки
start-hello = Здравствуйте! Я покупаю на 1688.com для вашей команды и рассказываю, что с заказом.
start-how = Пришлите ссылку с 1688, можно сразу с количеством. Вы выбираете, я показываю точную цену, и ничего не заказываю, пока вы не нажмёте «Купить».
start-help = Всё, что я умею: /help.
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
    [one] Перед этим я не прочитал { $n } ваше сообщение: их было слишком много сразу. Отправьте снова то, на что я не ответил.
    [few] Перед этим я не прочитал { $n } ваших сообщения: их было слишком много сразу. Отправьте снова то, на что я не ответил.
   *[many] Перед этим я не прочитал { $n } ваших сообщений: их было слишком много сразу. Отправьте снова то, на что я не ответил.
}
gave-up = Не получилось обработать ваше сообщение, администраторы знают. Из-за него ничего не заказано. Попробуйте ещё раз.
no-text = Я читаю только текст. Пришлите ссылку на товар с 1688 или /search и несколько слов.
unknown-command = Такой команды нет. Все команды: /help.
help-end = Номера: #1042 — заявка здесь, длинные — заказы на 1688.
help-buy = { $usage } – открыть товар
help-orders = { $usage } – открытые, к оплате, в пути
help-order = { $usage } – всё об одном заказе
help-track = { $usage } – где посылки
help-cancel = { $usage } – отменить черновик или неоплаченный заказ
help-search = { $usage } – найти товар
help-status = { $usage } – всё ли со мной в порядке
help-pause = { $usage } – остановить покупки
help-resume = { $usage } – продолжить покупки
usage-buy = /buy <номер или ссылка> <количество> [вариант]
usage-orders = /orders
usage-order = /order <номер>
usage-track = /track <номер>
usage-cancel = /cancel [номер]
usage-search = /search <слова>
usage-status = /status
usage-pause = /pause <причина>
usage-resume = /resume
command-buy = Купить: номер или ссылка, количество, вариант
command-orders = Ваши заказы
command-order = Один заказ: его номер
command-cancel = Отменить черновик или неоплаченный заказ
command-track = Где посылки
command-search = Найти товар по словам
command-status = Всё ли в порядке с ботом
command-health = То же, что /status
command-pause = Остановить покупки, с причиной
command-resume = Продолжить покупки
command-help = Что умеет бот
command-start = Начать
about-short = Покупает на 1688.com для вашей команды.
about-long = Пришлите ссылку с 1688.com. Бот покажет товар, вы выберете вариант и количество, он назовёт точную цену с доставкой и закажет, когда вы подтвердите. Дальше он следит за заказом: оплата, отправка, посылки, возвраты.

## Состояние
health-well = Всё в порядке
health-trouble = Нужно внимание
health-orders = { $n ->
    [one] Слежу за { $n } открытым заказом
   *[other] Слежу за { $n } открытыми заказами
}
health-waiting = { $n ->
    [one] { $n } сообщение ждёт отправки
    [few] { $n } сообщения ждут отправки
   *[many] { $n } сообщений ждут отправки
}
health-watch = Последняя проверка 1688: { $when }
health-no-watch = 1688 ещё не проверялся
health-paused = Покупки остановлены.
health-market = Проблемы с 1688:
health-doubts = { $n ->
    [one] { $n } заказ под вопросом
    [few] { $n } заказа под вопросом
   *[many] { $n } заказов под вопросом
}
health-ghosts = { $n ->
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
health-tick-failed = «{ $name }»: ошибка

## Что решает человек
haunting-head = Неожиданный заказ · { $n } из { $total }
haunting-none = Неожиданных заказов не осталось
haunting-text = На нём наш номер, но ни одна заявка здесь его не объясняет.
haunting-known = Его номер принадлежит { $number }: от неё отказались, или 1688 её отклонил.
haunting-unseen = 1688 сейчас его не показывает:
made-at = создан { $when }
ghost-link = Это заказ по #{ $number }
ghost-follow = Следить как за покупкой
settle-ghosts = Решить по одному
settle-letters = Недоставленные сообщения
letter-read = Я знаю об этом
letters-none = Таких сообщений не осталось
letter-received = Необработанное сообщение · { $n } из { $total }
letter-owed = Недоставленное сообщение · { $n } из { $total }
go-on = Не заказано: разместить
rests-text = База восстановлена из старой копии. Возможно, это уже заказали после неё.
rests-press = Сначала посмотрите свои заказы на 1688. Перед отправкой я тоже поищу по нашему номеру.
rests-look = Сначала посмотрите свои заказы на 1688: по нашему номеру я бы его не узнал.
notice-rests = одобрено, но сначала проверьте
quarantine-done = Всё решено. Администратор может отправить /resume.
quarantine-unread = Список заказов 1688 с того времени ещё не прочитан до конца.
quarantine-ghosts = { $n ->
    [one] Надо решить по { $n } неожиданному заказу
   *[other] Надо решить по { $n } неожиданным заказам
}
quarantine-resting = { $n ->
    [0] Ни одна заявка не ждёт человека
    [one] { $n } заявка ждёт, чтобы человек её отпустил
    [few] { $n } заявки ждут, чтобы человек их отпустил
   *[other] { $n } заявок ждут, чтобы человек их отпустил
}
health-more-doubts = … и ещё { $n }; они есть в /orders.
health-quarantine-restored = Карантин: восстановлено из копии. Ничего не покупается; список 1688 читается с { $when }.
health-quarantine-moved = Карантин: база перенесена. Ничего не покупается; список 1688 читается с { $when }.
health-copy = Последняя копия: { $when }
health-no-copy = Копий ещё нет
health-copy-failed = Не удалось скопировать базу данных:
refusal-quarantine = Ещё рано: карантин не окончен.
refusal-not-linkable = { $order } не может относиться к { $number }: у этой заявки есть заказ, она закончена или без согласованной цены.
refusal-no-product = 1688 больше не показывает, что куплено в { $order }, поэтому следить за ним здесь нельзя. Посмотрите его на 1688 и нажмите «Улажено».
refusal-letter-gone = С этим сообщением уже разобрались.
event-ghost-linked = заказ нашёл человек
event-letter-again = сообщение отправлено ещё раз
event-letter-read = о недоставленном сообщении известно
event-quarantine-over = карантин окончен
