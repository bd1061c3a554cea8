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
event-counted = товар принят
refusal-nothing-counted = В { $number } ещё ничего не посчитано. Укажите, сколько штук пришло.
refusal-counted-meanwhile = { $number } только что посчитали: кто-то другой или вы с другого устройства. Посмотрите, что посчитано, и добавьте остальное.
refusal-more-than-ordered = В { $number } на { $more } больше, чем заказано. Если столько действительно пришло, подтвердите, что это лишнее.
refusal-only-receivers = Приход считают только приёмщики, заявители и закупщики.

## Что приходит: /arrivals
command-arrivals = Посылки на подходе и приёмка
arriving-head = что приходит
arriving-nothing = Посылок в пути нет.
arriving-none-today = Сегодня пока ничего не привезли.
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
arriving-near = вот-вот привезут
arriving-sent = в пути
arriving-sheet-ready = { $n ->
    [one] { $n } посылка в пути
    [few] { $n } посылки в пути
   *[many] { $n } посылок в пути
}
arriving-columns = Накладная | Закупка | Товар | Вариант | Артикул | Картинка | Штук | Последний шаг | Получено (Пекин) | Посчитано
morning-show-arrivals = Что приходит

## Подсчёт на странице Mini App
app-open-count = Принять на одной странице
app-count-whole = Весь заказ
app-count-scan = Сканируйте накладную, артикул или товар
app-count-unknown = Нет в этом заказе:
app-count-good = целых
app-count-damaged = брак
app-count-wrong = не то
app-count-all = Всё на месте
app-count-it = Принять
app-count-open = ещё ждём:
app-count-unsent = Ещё не отправлено: хранится здесь и уйдёт, когда появится сеть.
app-count-sent = Принято.
app-count-surplus = Да, пришли лишние
app-count-counted = принято
app-count-left = Ваши числа остались.

## Приёмщики
refusal-only-receives = Вы принимаете приход; покупки и цены видят другие. /order и номер покажут, что можно посчитать.
count-in-of = Принять #{ $name }
more-orders = … и ещё заказов: { $n }
settings-mark = Маркировка в каждом примечании продавцу, за ней номер: { $mark }. Другая: { $usage }; без неё: off. При заказе вручную её копируют; заказ в один клик примечаний не передаёт.
what-mark = Маркировка в примечаниях продавцам
refusal-mark-wrong = Маркировка — одна строка из простых знаков, не длиннее { $limit }, без 【】.

## Карточка приёмки
count-lines = По строкам
count-it = Принять: { $n }
count-drafted = Ещё не принято:
count-good = целых { $n }
count-step-good = целых { $n }
count-step-damaged = брак { $n }
count-step-wrong = не то { $n }
count-step-all = Все { $n } целы
count-ask-good = Сколько целых штук? Напишите целое число.
count-ask-damaged = Сколько штук с браком? Напишите целое число.
count-ask-wrong = Сколько штук не того товара? Напишите целое число.
count-many = Строк: { $n }. Столько быстрее считать в мини-приложении.
count-acts-more =
    { $n ->
        [one] и ещё { $n } приёмка раньше
        [few] и ещё { $n } приёмки раньше
       *[other] и ещё { $n } приёмок раньше
    }
count-photos =
    { $n ->
        [one] { $n } фотография
        [few] { $n } фотографии
       *[other] { $n } фотографий
    }
count-meanwhile = Тем временем подсчёт изменили: { $name }, { $when }. Ваш подсчёт сохранён.
count-more = На { $n } больше, чем заказано. Посчитать их лишними?
count-more-cancelled = На { $n } больше, чем ещё может прийти: часть отменена или возвращена деньгами. Посчитать их лишними?
count-as-surplus = Да, лишних { $n }
count-by = Посчитано: { $name }, { $when }
count-back = Отменить
count-back-this = Отменить { $n }
count-close = Закрыть остаток
count-reopen = Открыть снова
count-close-why =
    { $n ->
        [one] { $n } штука не придёт. Почему?
        [few] { $n } штуки не придут. Почему?
       *[other] { $n } штук не придёт. Почему?
    }
count-close-not-sent = Не отправлено
count-close-lost = Потеряно
count-close-sold-out = Нет в наличии
count-close-other = Другое
event-count-taken-back = отменена приёмка
event-rest-closed = закрыт остаток
event-rest-reopened = остаток открыт снова
refusal-count-unclear = Напишите целое число от 0 до 999 999.
refusal-parcel-untold = 1688 не говорит, что в этой посылке: считайте по строкам.
refusal-others-count = Отменить может тот, кто считал, заявитель по { $number } или закупщик.
refusal-enough-photos = У { $number } уже 20 фотографий, этого достаточно.

## Напоминания о приходе
notice-alarm-not-counted = получено, но не посчитано
notice-alarm-short = недостача или брак, возврат не запрошен
alarm-since-not-counted = Получено { $when }
alarm-since-short = Посчитано { $when }
stuck-not-counted = не посчитано { $days }
stuck-short = недостача { $days }
morning-not-counted = Получено и не посчитано: { $n }
morning-short = Недостача или брак, возврат не запрошен: { $n }
notify-days-count = Приёмка: { $n } дн.
notify-days-short = Недостача: { $n } дн.

## Что 1688 меняет после подсчёта
notice-parcel-changed = посчитанная посылка на 1688 изменилась
parcel-changed-gone = 1688 больше не показывает эту посылку.
parcel-changed-waybill = Её номер теперь { $now }.
parcel-changed-lines = 1688 теперь называет для неё другие позиции.
parcel-changed-count = Подсчёт остаётся как есть. Исправьте его, если он неверен.
event-parcel-changed = 1688 изменил посчитанную посылку
notice-parcel-of-other = 1688 показывает посылку другого заказа
parcel-of-other-text = Я не считаю её посылкой этого заказа. Посмотрите заказ на 1688.

## Как идут возвраты
notice-refund-moved = возврат движется
notice-refund-ours = возврат ждёт вас
notice-refund-waits = возврат ждёт вас, и срок истекает
notice-refund-refused = продавец отказал в возврате
notice-refund-to-send = продавец ждёт товар назад
notice-refund-sent = товар по возврату едет назад
notice-refund-paid = вернули меньше, чем просили
notice-refund-changed = сумма возврата другая
refund-is-refused = Продавец отказал
refund-is-to-send = Продавец ждёт товар назад
refund-is-sent = Товар едет назад
refund-of-asked = { $paid } из запрошенных { $asked }
refund-carriage = доставка { $amount }
refund-seller-says = Продавец пишет:
refund-send-to = Куда отправить товар:
refund-do-refused = Измените или отзовите его либо позовите помощь 1688 на сайте.
refund-do-to-send = Отправьте товар назад и сообщите 1688 номер накладной.
refund-until = До { $when }; потом { $then }
refund-then-paid = 1688 вернёт деньги
refund-then-agreed = считается, что продавец согласен
refund-then-closed = 1688 закроет его без выплаты
refund-which = За что он?
refund-which-head = за что этот возврат?
refund-which-sum = Его открыли на сайте: { $sum }
refund-which-money = Вернулось { $sum }, и ни один известный возврат этого не объясняет.
refund-which-why = Пока это не сказано, по этим позициям ничего больше не запросить. Потом можно сказать иначе.
refund-which-whole = Это всё, что заплачено за эти позиции, поэтому он считается за все их штуки.
refund-which-again = Можно сказать иначе.
refund-for-missing = { $n ->
    [one] { $n } недостающая штука
    [few] { $n } недостающие штуки
   *[other] { $n } недостающих штук
}
refund-for-damaged = { $n ->
    [one] { $n } штука с браком
    [few] { $n } штуки с браком
   *[other] { $n } штук с браком
}
refund-for-good = { $n ->
    [one] { $n } целая штука
    [few] { $n } целые штуки
   *[other] { $n } целых штук
}
refund-for-wrong = { $n ->
    [one] { $n } штука не того товара
    [few] { $n } штуки не того товара
   *[other] { $n } штук не того товара
}
refund-for-carriage = Только доставка
refund-for-compensation = Компенсация или скидка
refund-is-checked = 1688 принял возврат, идёт проверка
refund-unnumbered = пока без номера
refund-sum-unknown = сумма, которую 1688 не назвал
event-refund-explained = сказано, за что возврат с сайта
event-refund-looked-for = возврат искали на сайте
event-refund-settled = возврат закрыл штуки
notice-back-beyond-paid = 1688 сообщает о слишком большом возврате
back-beyond-paid = 1688 сообщает, что из { $paid } вернулось { $said }.
back-beyond-nothing = 1688 сообщает, что вернулось { $said }, хотя ничего не оплачено.
back-not-believed = Я этому не верю и считаю по-прежнему. Посмотрите заказ на 1688.
event-back-beyond-paid = 1688 сообщает, что вернулось больше, чем оплачено
notice-alarm-refund-waits = возврат ждёт вас
alarm-since-refund-waits = Срок истекает через сутки после { $when }
stuck-refund-waits = возврат ждёт, осталось { $days }
morning-refund-waits = Возвраты, у которых истекает срок: { $n }
notify-refund-waits = О возврате, который ждёт вас, я скажу за сутки до срока 1688: отложить это нельзя.

## Подтверждение получения на 1688
receipt = Подтвердить получение
receipt-ask = подтвердить получение на 1688?
receipt-whole = Получено целиком: { $n } из { $of }
receipt-more = … и ещё { $n }
receipt-pays = ⚠️ Деньги уйдут продавцу, отменить это нельзя.
receipt-accepts = «Принять всё как есть»: без претензий и по этим позициям.
receipt-yes = Подтвердить полные позиции
receipt-yes-all = Принять всё как есть
receipt-taken = ✅ { $number } · 1688 принял подтверждение
errand-receipt-unclear = 🔎 Подтверждение отправлено; 1688 не ответил, что с ним стало
event-errand-receipt-asked = подтверждение отправлено на 1688
event-errand-receipt-done = 1688 принял подтверждение
event-errand-receipt-unclear = с подтверждением неясно
event-errand-receipt-refused = 1688 отклонил подтверждение
refusal-receipt-not-counted = По { $number } никто не посчитал, что пришло. Сначала примите товары; ничего не подтверждено.
refusal-receipt-not-yet = { $number } ещё не весь отправлен, или неизвестно, тот ли это заказ. Ничего не подтверждено.
refusal-receipt-over = По данным 1688 { $number } уже получен.
refusal-receipt-refund = По { $number } запрошен возврат, и он не закончен: { $amount }, возврат { $refund }. Подтверждение отдаст эти деньги. Ничего не подтверждено.
refusal-receipt-nothing = В { $number } нечего подтверждать здесь, или 1688 не называет номера позиций. Подтвердите на 1688.
refusal-receipt-moved = { $number } уже посчитан иначе. Ничего не подтверждено: откройте заказ и начните снова.
refusal-receipt-unread = 1688 сейчас не сказал, как обстоит дело с { $number }. Ничего не подтверждено; попробуйте через минуту.

## Накладные
waybills-open = принять { $n }
waybills-counted = принято { $n }
waybills-unknown = неизвестно { $n }
waybills-remembered = Сообщу, когда 1688 назовёт этот номер.
waybills-too-many = За раз читаю { $most }. Ещё { $n } пришлите снова.
waybill-unknown = не наша посылка
waybill-counted-by = приём: { $name }
notice-waybill = посылка, о которой вы спрашивали
picture-no-waybill = На снимке нет номера накладной. Снимите только штрихкод, ровно и резко, или введите номер.
picture-too-large = Файл слишком большой, можно до 20 МБ. Пришлите его как фото.
picture-too-many-pixels = В снимке слишком много пикселей. Пришлите его как фото.
picture-heic = HEIC не читаю. Пришлите снимок как фото, а не файлом.
picture-pdf = PDF здесь не читаю. Пришлите фото.
picture-not-a-picture = Читаю только JPEG, PNG и WebP, а это другой файл или он повреждён. Пришлите его как фото.
picture-took-too-long = Снимок читается слишком долго. Пришлите меньший.
picture-took-too-much-memory = Снимок слишком велик для чтения. Пришлите меньший.
picture-reader-failed = Снимок прочесть не удалось. Снимите ещё раз.

## What 1688 is asked to do once

errand-refund-unclear = 🔎 Возврат денег запрошен; 1688 ещё не сказал, что с ним стало
errand-return-unclear = 🔎 Накладная возврата отправлена; 1688 ещё не сказал, что с ней стало
errand-withdraw-unclear = 🔎 Отзыв возврата отправлен; 1688 ещё не сказал, что с ним стало
errand-cancel-unclear = 🔎 Отмена отправлена; 1688 ещё не сказал, что с ней стало
errand-note-unclear = 🔎 Сообщение отправлено; 1688 не ответил, принято ли оно
errand-urge-unclear = 🔎 Просьба поторопить отправлена; 1688 не ответил, принята ли она
refusal-errand-holds = Другое действие по { $number } ждёт или отправлено, и 1688 ещё не сказал, что с ним стало. Пока больше ничего не отправляется.
event-errand-refund-asked = запрос возврата отправлен на 1688
event-errand-return-asked = накладная возврата отправлена на 1688
event-errand-withdraw-asked = 1688 попросили отозвать возврат
event-errand-cancel-asked = 1688 попросили отменить
event-errand-refund-unclear = с возвратом неясно
event-errand-return-unclear = с накладной возврата неясно
event-errand-withdraw-unclear = с отзывом возврата неясно
event-errand-cancel-unclear = с отменой неясно
event-errand-refund-done = 1688 принял запрос возврата
event-errand-return-done = 1688 принял накладную возврата
event-errand-withdraw-done = 1688 отозвал возврат
event-errand-cancel-done = 1688 отменил
event-errand-refund-refused = 1688 отклонил запрос возврата
event-errand-return-refused = 1688 отклонил накладную возврата
event-errand-withdraw-refused = 1688 не отозвал возврат
event-errand-cancel-refused = 1688 не отменил
event-errand-receipt-dropped = подтверждение: больше не слежу
event-errand-refund-dropped = запрос возврата: больше не слежу
event-errand-return-dropped = накладная возврата: больше не слежу
event-errand-withdraw-dropped = отзыв возврата: больше не слежу
event-errand-cancel-dropped = отмена: больше не слежу
event-errand-note-asked = сообщение продавцу: отправляется
event-errand-urge-asked = просьба поторопить: отправляется
event-errand-note-unclear = с сообщением продавцу неясно
event-errand-urge-unclear = с просьбой поторопить неясно
event-errand-note-done = сообщение продавцу
event-errand-urge-done = продавца поторопили
event-errand-note-refused = 1688 не принял сообщение
event-errand-urge-refused = 1688 не поторопил продавца
event-errand-note-dropped = сообщения продавцу на 1688 нет
event-errand-urge-dropped = просьба поторопить: больше не слежу

## Who may ask for money back, and cancel
refusal-only-buyers-or-owner = Это могут закупщики, а заявитель — только с тем, что принадлежит ему одному. Администратор меняет это через /team.
refusal-only-buyers-or-owner-named = Это могут закупщики ({ $names }), а заявитель — только с тем, что принадлежит ему одному. Администратор меняет это через /team.

## The second word on money back
notice-refund-word = возврат денег ждёт второго согласия
notice-refund-word-over = возврат денег: второе согласие
refund-word-by = Просит { $name }. Причина на 1688:
refund-word-carriage = из них доставка { $sum }
refund-word-no = Не надо
refund-word-sent = Запрошено на 1688.
refund-word-waits = Ваше согласие учтено. Нужно согласие ещё кого-то.
refund-word-draft = Ничего не запрошено, это снова черновик.
refund-word-over-agreed = Согласие: { $name }. Запрос уходит на 1688.
refund-word-over-turned-down = Против: { $name }. Ничего не запрошено, это снова ваш черновик.
refund-word-over-expired = За 24 часа никто не согласился. Ничего не запрошено, это снова ваш черновик.
refund-word-over-moved = Согласие: { $name }, но 1688 даёт теперь другую сумму или штуки другие. Ничего не запрошено: посмотрите черновик и запросите снова.
refund-word-over-rules = Правила больше не требуют второго согласия. Ничего не запрошено: запросите снова.
refund-word-over-rights = По вашей роли вы больше не можете это просить, поэтому ничего не запрошено.
refusal-refund-word-nobody = Для такой суммы по { $number } правила требуют второго согласия, а дать его могут слишком немногие. Администратор меняет это через /policy или /team.
refusal-refund-word-over = Возврат по { $number } больше не ждёт второго согласия.
refusal-only-second-words = По { $number } правила требуют согласия другого человека.
refusal-only-second-words-named = Второе согласие на возврат по { $number } дают: { $names }.
refusal-refund-word-void = { $how ->
    [moved] 1688 даёт по { $number } теперь другую сумму, или штуки другие. Ничего не запрошено; кто просил, посмотрит ещё раз.
    [rules] Правила больше не требуют второго согласия по { $number }. Ничего не запрошено; кто просил, может запросить снова.
    [rights] Кто просил возврат по { $number }, больше не может его просить. Ничего не запрошено.
   *[other] Возврат по { $number } ждал дольше 24 часов. Ничего не запрошено, это снова черновик.
}
event-refund-word-wanted = возврат денег ждёт второго согласия
event-refund-word-given = второе согласие на возврат денег
event-refund-word-over = второе согласие на возврат: конец ожидания

## The list of refunds: /refunds
command-refunds = Возвраты: что идёт и что вернулось
refunds-head = { $n ->
    [0] возвратов сейчас нет
    [one] { $n } возврат · { $total }
    [few] { $n } возврата · { $total }
   *[other] { $n } возвратов · { $total }
}
refunds-ever = Всего:
refunds-until = до { $when }
refunds-sums = вернулось { $paid } из { $asked }
refunds-month = За месяц:
refunds-refused = отказ, решать нам
refunds-to-send = отправить товар должны мы
refunds-word = нужно второе согласие
refunds-unclear = неясно на 1688
refunds-checked = принят 1688, проверяется
refunds-seller = за продавцом

## Money back: asked, sent once, settled
refusal-errand-unsent = По { $number } ничего не отправлено: 1688 недоступен. Можно нажать ещё раз.
refusal-errand-sending = По { $number } как раз идёт запрос на 1688. Больше пока ничего не отправляется; посмотрите через минуту.
refusal-message-answered = По { $number } уже известно, что с этим стало. Это видно в «Поторопить».
refusal-errand-not-looked = 1688 пока не ответил, что знает об этом по { $number }. Посмотрите через несколько минут.
refusal-errand-unclear = { $what ->
    [refund] Возврат денег по { $number } отправлен, и 1688 не сказал ясно, что с ним стало.
    [return] Накладная возврата по { $number } отправлена, и 1688 не сказал ясно, что с ней стало.
    [withdraw] 1688 попросили отозвать возврат по { $number }, ясного ответа нет.
    [receipt] Подтверждение получения по { $number } отправлено, и 1688 не сказал ясно, что с ним стало.
    [note] 1688 не ответил, принято ли сообщение по { $number }.
    [urge] 1688 не ответил, поторопил ли он продавца по { $number }.
   *[other] 1688 попросили отменить { $number }, ясного ответа нет.
} { $what ->
    [note] Само оно снова не отправляется. Посмотрите заказ на 1688 и скажите в «Поторопить», есть ли оно там.
    [urge] Сама просьба снова не отправляется. Посмотрите заказ на 1688 и скажите в «Поторопить», так ли это.
   *[other] Повторно это не отправляется; покажут следующие проверки. Можно посмотреть на 1688.
}
refusal-errand-refused = { $what ->
    [return] 1688 не принял накладную возврата по { $number }:
    [receipt] 1688 не принимает подтверждение по { $number }:
    [cancel] 1688 не отменяет этот заказ:
   *[other] 1688 не отозвал возврат по { $number }:
}
refusal-refund-refused = { $said ->
    [5001] 1688 не знает заказа { $number }, возврат не запрошен.
    [5002] { $number } принадлежит другому аккаунту 1688.
    [5003] По данным 1688 товар по { $number } не там, где указано. Выберите заново, где он.
    [5004] 1688 не принимает эту причину для { $number } сейчас. Выберите другую.
    [5005] Для этой причины по { $number } 1688 нужно фото.
    [5006] По этой причине 1688 не возвращает доставку: запросите { $number } без неё.
    [5010] 1688 не принимает такой возврат по { $number } в нынешнем состоянии.
    [5011] 1688 не принимает эту сумму по { $number }. Измените её.
    [5012] Описание по { $number } слишком длинное или слишком короткое для 1688.
    [5013] 1688 не принимает столько штук по { $number }.
   *[other] 1688 не принимает возврат по { $number }:
}
refusal-refund-sum-wrong = За товар по { $number } можно вернуть не больше { $goods }, за доставку не больше { $carriage }; до отправки только всё сразу.
refusal-refund-words-wrong = Продавцу рядом с номером { $number } уходит не больше { $limit } знаков.
refusal-refund-not-now = Деньги возвращают только по оплаченному и проверенному заказу; с { $number } это не так.
refusal-refund-runs = По этим строкам { $number } возврат уже идёт.
refusal-refund-claimed = Деньги за эти штуки по { $number } уже запрошены: { $amount }, возврат { $refund }, { $at }. Он не закончен.
refusal-refund-claimed-paid = Деньги за эти штуки по { $number } уже вернулись: { $amount }, возврат { $refund }, { $at }. За одни и те же штуки дважды не платят.
refusal-refund-claimed-less = Деньги за эти штуки по { $number } уже запрошены: возврат { $refund }, { $at }, вернули { $amount }. Это на { $rest } меньше их цены: можно запросить остаток.
refusal-refund-unexplained = Никто не сказал, за что возврат по { $number }, запрошенный не здесь: { $amount }, возврат { $refund }. Сначала это говорит закупщик.
refusal-refund-shown = 1688 показывает этот возврат по { $number }. Ничего не изменено: откройте его заново.
refusal-refund-again-later = Про возврат по { $number } только что сказано, что он не за штуки. Согласиться больше некому: запросите снова через десять минут.
refusal-refund-nothing = В { $number } не осталось строк, по которым здесь можно вернуть деньги. Посмотрите на 1688.
refusal-refund-count-first = По { $number } никто не посчитал, что пришло. Сначала примите товары; ничего не запрошено.
refusal-refund-pieces = За эти штуки по { $number } деньги вернуть нельзя, или не так. Посмотрите подсчёт и выберите заново.
refusal-refund-moved = Возврат по { $number } уже другой. Откройте его заново.
refusal-refund-less = По { $number } 1688 теперь возвращает другую сумму. Ничего не отправлено: посмотрите сумму и запросите снова.
refusal-refund-unread = 1688 сейчас не сказал, что с { $number }. Ничего не отправлено; повторите через минуту.
refusal-refund-no-reason = Сначала выберите причину из списка 1688 для { $number }.
refusal-refund-no-photo = Для этой причины 1688 нужно фото. Добавьте его к { $number }.
refusal-refund-photos = Не больше пяти фото, присланных ответом на карточку заказа.
refusal-refund-photo-unsent = Фото по { $number } ещё не на 1688. Дайте его снова или уберите.
refusal-refund-not-there = На 1688 нет возврата по { $number }, с которым это сейчас возможно. Посмотрите ещё раз.
refusal-refund-waybill = Назовите перевозчика и накладную возврата по { $number }.
refusal-counts-unsure = После восстановления никто не подтвердил, что пришло по { $number }. Посмотрите подсчёт и подтвердите его или посчитайте заново.
count-right = Подсчёт верен
event-counts-right = подсчёт подтверждён
