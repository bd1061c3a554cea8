### Русский, для команд: люди, правила, согласование. Только текст; разметка — дело карточек.

## Карточка, по которой решают
head-asks = нужно согласие: { $total }
head-waits = ждёт согласования
head-why = напишите, зачем это нужно
head-declined = отклонено
why-text = По правилам команды сначала нужна причина.
each = { $price } за штуку
why = Зачем:
seller-orders = { $n ->
    [one] У нас с ним { $n } заказ
    [few] У нас с ним { $n } заказа
   *[many] У нас с ним { $n } заказов
}
seller-many-orders = У нас с ним не меньше { $n } заказов
seller-new = Заказов у него ещё не было
repeat-seen = Этот же вариант за последние 24 часа: { $other }
decline-reason = Причина отказа:
asks = { $name } спрашивает:
asks-no-more = (ответ больше не нужен)
answers = Ответ:
answers-name = { $name } отвечает:
head-narrowed = нужно согласие на часть
total-narrowed = запрошено { $old } → { $new }
narrowed-text = Согласующий оставил не всех продавцов, исключено: { $n }. Эти товары теперь отдельный черновик.
approve-again = Ничего не заказано. Одобрить заново?
asked-by-name = Просит { $name }
approved-by = Одобрили: { $names }
declined-by = Отказ: { $names }
needs = Нужно согласие: { $n } из { $names }
needs-one = Нужно согласие: { $names }
judged-anew = Пока заявка ждала, правила команды стали строже ({ $when }): теперь нужно то, чего требуют они.
judged-together = Вместе с { $beside }, запрошенными до этого за { $span }: решается как { $sum }.
judged-with-before = Вместе с { $beside }, запрошенными до этого: решается как { $sum }.
yes-lost = По нынешним ролям и лимитам больше не считается согласие: { $names }.
needs-nobody = Сейчас решить некому; администратор может изменить это через /team.
standstill-paying = Сейчас платить некому.
standstill-deciding = Сейчас решать некому.
standstill-rule = По правилу { $rule } { $n ->
    [one] нужен { $n } человек
    [few] нужны { $n } человека
   *[many] нужно { $n } человек
}, а решать сейчас могут только: { $names }.
standstill-rule-nobody = По правилу { $rule } { $n ->
    [one] нужен { $n } человек
    [few] нужны { $n } человека
   *[many] нужно { $n } человек
}, но сейчас никто из них решать не может.
standstill-request = { $n ->
    [one] Нужен { $n } человек
    [few] Нужны { $n } человека
   *[many] Нужно { $n } человек
}, а решать сейчас могут только: { $names }.
standstill-request-nobody = { $n ->
    [one] Нужен { $n } человек
    [few] Нужны { $n } человека
   *[many] Нужно { $n } человек
}, но сейчас никто из них решать не может.
standstill-gone = Нет на месте: { $names }.
standstill-mend = Назначьте других, измените правила или дождитесь, пока они вернутся.
mend-team = Кто что делает
notice-standstill = в команде не всё может идти дальше
step-of = шаг { $step } из { $steps }
until = до { $when }
until-then = До { $when }
held = Решение вступит в силу после ответа на вопрос ({ $names }), не позже { $when }. Снять вопрос: { $names }.
held-lapses = Решение вступит в силу после ответа на вопрос ({ $names }), иначе срок заявки истечёт раньше. Снять вопрос: { $names }.
holds = Пока нет ответа на вопрос ({ $names }), решения не будет, но не дольше чем до { $when }. Снять вопрос: { $names }.
holds-lapses = Пока нет ответа на вопрос ({ $names }), решения не будет. Снять вопрос: { $names }.
expired-undecided-text = Никто не решил вовремя. Ничего не заказано.
taken-back-text = Отозвано тем, кто просил.
budget-team = команда
budget-each = каждый
budget-left = Бюджет, { $month }, { $whose }: после этого останется { $left } из { $limit }
budget-over = Бюджет, { $month }, { $whose }: с этим на { $over } больше, чем { $limit }
rate-of = 1 { $currency } = ¥ { $rate } ({ $day }, { $age ->
    [0] сегодня
    [one] { $age } день назад
    [few] { $age } дня назад
   *[other] { $age } дней назад
})
rate-kept = 1 { $currency } = ¥ { $rate } (когда подавали заявку)
rate-old = 1 { $currency } = ¥ { $rate } — курс от { $day }, ему дней: { $age }. Администратор задаёт его командой /rate.
for-team = Команда: { $team }
team-number = команда { $n }
card-superseded = #{ $number }: условия изменились, новая карточка ниже.
card-below = #{ $number }: карточка ниже.

## Что мешает
obstacle-not-a-member = Вы больше не в этой команде.
obstacle-note-needed = По правилам команды сначала нужна причина.
obstacle-over-cap = Это выше предела команды.
obstacle-over-cap-order = Это выше предела для одного заказа.
obstacle-over-cap-day = Это выше предела за день.
obstacle-over-cap-hour = Слишком много заказов за час.
obstacle-over-budget = Бюджет этого месяца не позволяет.
obstacle-over-budget-team = Бюджет команды на этот месяц не позволяет.
obstacle-over-budget-person = Личный бюджет на этот месяц не позволяет.
obstacle-no-rule = По правилам команды неясно, кто это решает.
obstacle-all-take-part = Все, кто мог бы это одобрить, сами это просят или что-то сюда добавили.
obstacle-nobody = В команде некому это одобрить.
obstacle-right-lost = У кого-то из одобривших больше нет этого права.

## Решения
ask-reason = Почему нет? Нажмите причину отказа по #{ $number } или ответьте на это сообщение другой.
ask-own-reason = Почему нет? Ответьте на это сообщение: причина отказа по #{ $number }.
own-reason-too-dear = Слишком дорого
own-reason-not-needed = Не нужно
own-reason-wrong-item = Не тот товар
own-reason-later = Позже
reason-other = Другая причина…
ask-question = Что узнать о #{ $number }? Ответьте на это сообщение.
ask-answer = Ваш ответ по #{ $number } на вопрос:
ask-why = Зачем нужна заявка #{ $number }? Ответьте на это сообщение; ответ увидят согласующие.
noted-yes = #{ $number }: ваше согласие учтено.
noted-no = #{ $number }: отклонено, причину сообщу.
noted-question = #{ $number }: вопрос задан.
noted-answer = #{ $number }: ваш ответ на карточке.
noted-taken-back = #{ $number }: отозвано.
noted-vote-taken-back = #{ $number }: ваше согласие отозвано, можно решить заново.
noted-question-let-go = #{ $number }: ваш вопрос больше ничего не задерживает.
noted-called-off = #{ $number }: отменено, ничего не заказано.
look-first = Сначала посмотрите #{ $number }, потом решайте.
state-approval = ждёт согласования
state-declined = отклонено
state-why = нужна причина
head-pending = Ждут согласования: { $n }
pending-empty = Ничего не ждёт согласования.
pending-one = #{ $number } · { $total }

## Команды
head-team = { $team } · { $n ->
    [one] { $n } человек
    [few] { $n } человека
   *[many] { $n } человек
}
head-member = { $name }
names-alike = ID … — последние цифры номера человека: здесь есть похожее имя.
role-requester = заявитель
role-approver = согласующий
role-buyer = закупщик
role-admin = администратор
role-receiver = приёмщик
role-none = без роли
group-approver = согласующих
group-buyer = закупщиков
group-admin = администраторов
limit-to = согласует до { $limit }
limit-none = согласует любую сумму
limit-any = любая сумма
limit-how = Предел согласования: { $usage }
member-number = Номер { $id }
away-days = не будет с { $first } по { $last }
away-days-for = не будет с { $first } по { $last }, решает { $name }
away-delegate = В это время решает { $name }.
away-noted = Вас нет с { $first } по { $last }. Завершить: /back.
back-noted = С возвращением. Вы снова решаете сами.
team-settings = { $words } · { $zone }
team-how = Нажмите на имя, чтобы изменить роли. Всё, что добавляет прав, требует второго администратора.
language-en = английский
language-zh = китайский
language-ru = русский
own-en = English
own-zh = 中文
own-ru = Русский
invitations-open = { $n ->
    [one] { $n } приглашение ещё открыто
    [few] { $n } приглашения ещё открыты
   *[many] { $n } приглашений ещё открыто
}
invitation = Приглашение в «{ $team }», роль — { $role }:
invitation-how = Действует один раз и 24 часа. Передайте только этому человеку.
welcome = Вы в команде «{ $team }»: { $roles }.
added = Теперь в команде: { $names }
added-start = Им нужно один раз нажать «Старт», иначе я не смогу им писать. Передайте ссылку:
pick-how = Для «{ $team }»: выберите роль, затем людей.
pick-role = Добавить: { $role }
which-team = Какая команда?
remove-question = Убрать { $name } из команды?
what-roles = Роли
what-limit = Предел согласования
what-removed = Больше не в команде
what-added = Новые в команде
what-invited = Приглашение
what-joined = В команде
what-policy = Правила
what-together = Отныне то, что один человек просит за 24 часа, считается вместе.
what-together-text = Это пришло с обновлением бота: большая сумма, запрошенная по частям, требует того же, что и вся сумма. В ожидающей заявке указано, по какой сумме она решается. /policy показывает правила; «together off» это отменяет, для чего нужно второе согласие.
what-language = Язык
what-zone = Часовой пояс
what-rate = Курс
what-resumed = Возобновление покупок
changed = { $team }: изменено — { $what }.
changed-people = { $team }: { $what }.
changed-alone = Второго администратора нет; сказано дважды с перерывом в десять минут.
proposed = { $kind ->
    [closed] Чтобы закрыть команду, нужно второе согласие.
   *[other] { $what }: это добавляет прав, поэтому нужно второе согласие.
}
second-other = Другой администратор должен согласиться в течение 24 часов.
second-alone = Вы единственный администратор: нажмите «Подтвердить» сами, начиная с { $when }.
proposal-waits = { $what }: предлагает { $name }, { $when }
proposed-by = Предложение: { $name }
turned-down = Отклонено.
only-private = Это не для всех. Продолжим в личном чате.
sent-in-private = Отправлено вам в личный чат.
bring-me = Команда — это группа. Добавьте меня в группу или напишите в ней /team here.
foreign-group-left = { $name } добавляет меня в группу, которая не команда ({ $chat }). Я из неё вышел.
group-team-hint = Если эта группа вместе решает, что покупать, сделайте её командой.
usage = Напишите так:
usage-buy =
    /buy 600000000001 50 белый
    /buy https://detail.1688.com/offer/600000000001.html 50
usage-list =
    /list
    /list add 600000000001 50 белый
usage-approve = /approve 1042
usage-decline = /decline 1042 слишком дорого
usage-team =
    /team here
    /team add 4711
    /team role @имя approver, buyer
    /team limit @имя 5000
    /team remove @имя
    /team language ru
    /team zone Europe/Moscow
    /team mark FW-88
    /team tag Shop A
    /team close
usage-invite = /invite requester | approver | buyer | admin | receiver
usage-away = /away 2026-12-01 2026-12-05 @имя
usage-notify = /notify quiet 22:00-08:00
## Создание команды
head-setup = { $step } из 4 · { $what }
head-ready = { $team }: всё настроено
setup = Настроить
setup-roles = Кто что делает?
setup-address = Куда везти?
setup-currency = Вторая валюта?
setup-rules = Какие правила?
setup-how = Нажмите роль: приглашение придёт в личный чат.
setup-alone-text = { $name } уже может покупать: /buy и ссылка 1688.
setup-no-approver = Согласовать пока некому: пригласите согласующего.
setup-why-sole = Это позволяет больше: через 10 минут согласитесь ещё раз.
setup-why-second = Это позволяет больше: нужно согласие другого администратора.
setup-until-admin = До тех пор платит администратор.
setup-until-admins = До тех пор платят администраторы.
admins-buy = Закупщика нет, поэтому платят администраторы.
setup-until-rules = До тех пор правила прежние.
setup-in-ten = { $what } · через 10 минут
setup-second = { $what } · второе согласие
setup-buyer = Закупщик: { $name }
setup-alone = Больше никого
setup-next = Дальше
setup-address-text = Обычный адрес: он виден в каждой заявке, и там можно выбрать другой.
setup-no-address = 1688 сейчас не даёт адресов. Добавьте адрес там или идите дальше: его спросят в каждой заявке.
setup-no-usual = Спрашивать каждый раз
setup-rate-next = Затем введите курс: сколько юаней за единицу.
setup-yuan-only = Только юани
setup-goes-to = Товар везут сюда: { $city }
setup-goes-anywhere = Адрес спросят в каждой заявке.
setup-go = Начните: /buy и ссылка. Ещё: /help
usual-address = Обычный адрес
choose-people = Выбрать людей
share = Переслать
share-text = «{ $team }» покупает на 1688. Нажмите на ссылку, чтобы вступить; роль — { $role }.
share-start-text = Покупает на 1688 для нашей команды: нажмите «Старт».
invitation-sent = Приглашение в вашем личном чате со мной.
refusal-not-started = Человек с номером { $id } ещё не нажал «Старт». Передайте мою ссылку, потом напишите ещё раз.
settings = Настройки
head-settings = Настройки: { $team }
settings-language = Язык карточек группы: { $words }
settings-zone = Часовой пояс: { $zone }. Другой: { $usage }
settings-no-rate = Суммы только в юанях. Выберите валюту, чтобы видеть их и в ней.
settings-rate-how = Выберите валюту, чтобы изменить курс.
rate-still = По-прежнему { $rate }
ask-rate = Сколько юаней стоит 1 { $currency }? Ответьте на это сообщение, например { $example }.
rules-try = Или попробуйте одно из этих; без вашего согласия ничего не изменится:
try-one = Один согласующий
try-two = С ¥ 1,000 двое
try-small = До ¥ 500 никто
try-note = С ¥ 1,000 причина
try-remind = Напомнить через 2 часа
away-ask = Вас нет с сегодняшнего дня: до какого?
away-who = До { $last }: кто решает за вас?
away-nobody = Никто
away-self = Меня не будет
away-over = Я снова здесь
away-other-days = Другие дни: { $usage }

## Правила словами
head-rules = Правила: { $team } · версия { $version }
head-preview = Новые правила для { $team }?
rules-how = Чтобы изменить, пришлите /policy и новые строки. Строки с двоеточием заменяют все правила:
rules-wrong = Эти правила мне непонятны:
rules-keep = Ничего не изменено.
rules-loosen = Что-то можно будет купить проще, чем раньше: нужен второй администратор.
rules-unfit = Названы в правилах, но согласовать не могут: { $names }
rules-type-again = Эти правила уже приняты или больше не хранятся. /policy покажет действующие; чтобы увидеть эти ещё раз, пришлите /policy с их строками.
rule-all = Всё остальное
rule-up-to = До { $most }
rule-from = От { $least }
rule-between = От { $least } до { $most }
rule-by = просит { $names }
rule-goods = товары { $names }
rule-sellers = продавцы { $names }
rule-auto = больше ничьё согласие не нужно
rule-then = , затем{ " " }
step-all = все из { $who }
step-some = { $n } из { $who }
rule-expire = Заявка ждёт { $span }, потом закрывается.
rule-note = От { $least } нужна причина.
rule-remind = Согласующим напоминаю через { $span } рабочего времени.
rule-escalate = Через { $span } рабочего времени решать могут и { $names }.
rule-tolerance = После согласия сумма может измениться на { $change } за раз, на { $total } всего; дальше нужно новое согласие.
rule-no-tolerance = Если сумма после согласия изменится, нужно новое согласие.
rule-together = Запрошенное за { $span } { $by } решается как одна сумма.
rule-apart = Каждая заявка решается сама по себе, что бы ещё ни просили.
together-requester = одним человеком
together-offer = на один товар, кто бы ни просил
together-seller = у одного продавца, кто бы ни просил
rule-refund = Просить деньги назад от { $least } можно с согласия: { $who }, кроме того, кто просит.
rule-alone = Единственный человек в команде, администратор, покупает по своему подтверждению.
rule-cap-order = Не больше { $most } за заказ.
rule-cap-day = Не больше { $most } за день.
rule-cap-hour = { $n ->
    [one] Не больше { $n } заказа в час.
    [few] Не больше { $n } заказов в час.
   *[many] Не больше { $n } заказов в час.
}
rule-budget = Бюджет на месяц, { $whose }: { $most }; выше — кто-то должен посмотреть.
rule-budget-stop = Бюджет на месяц, { $whose }: { $most }; выше нельзя.
minutes = { $n ->
    [one] { $n } минуту
    [few] { $n } минуты
   *[many] { $n } минут
}
hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[many] { $n } часов
}
retold-none = По правилам ещё ничего не решалось.
retold = Из последних заявок ({ $n }) иначе решилось бы: { $differing }.
fault-line = Строка { $line }:
fault-too-many-rules = Правил больше { $most }.
fault-rule-amount = В правиле { $rule } сумма — не цена.
fault-rule-empty = Правило { $rule } кончается раньше, чем начинается.
fault-rule-label = В правиле { $rule } негодная категория.
fault-too-many-steps = В правиле { $rule } больше { $most } шагов.
fault-step-who = В шаге правила { $rule } нужна либо роль, либо люди.
fault-step-role = Правило { $rule }: эта роль не решает.
fault-step-twice = В шаге правила { $rule } кто-то назван дважды.
fault-step-count = Правило { $rule } требует { $count } из { $most }.
fault-gap = Нет правила, что делать с ¥ { $amount } от любого человека.
fault-expiry = Заявка может ждать от 10 минут до 30 дней.
fault-waiting = Напоминание или передача — через срок от 1 минуты до 30 дней.
fault-minutes = Время — целые минуты.
fault-together-span = Заявки считаются вместе за целые минуты, от 1 часа до 7 дней.
fault-together-by = Заявки считаются вместе по requester, offer или seller.
fault-escalate-who = Передача — людям, каждый назван один раз.
fault-tolerance = Допуск — от 0 до 50 %, и всего не меньше, чем за раз.
fault-amount = В пределе, бюджете или причине сумма — не цена.
fault-amount-line = «{ $word }» — не сумма; напишите 5000 или 17.20.
fault-cap-hour = Предел заказов в час — целое число.
fault-budget-twice = У кого-то два бюджета.
fault-unreadable = «{ $rest }» непонятно.
fault-colons = в правиле только одно двоеточие.
fault-filter-empty = после by, goods и seller пишут, кого или что имеют в виду.
fault-label-empty = в категории хотя бы одна буква.
fault-out-of-place = «{ $word }» не на месте.
fault-range = «{ $words }» — не сумма; напишите «to 500», «500-5000», «5000+» или «else».
fault-step = после двоеточия напишите «auto», «any of approvers» или «2 of @boris @chen».
fault-role = «{ $word }» — не роль; есть approvers, buyers и admins.
fault-count = «{ $word }» — не число людей; напишите any, all или 2.
fault-person = «{ $word }» — никто из этой команды или сразу несколько; напишите @ и номер.
fault-span = «{ $word }» — не время; напишите 30m или 4h.
fault-percent = «{ $word }» — не доля; напишите 2% или 2.5%.
fault-setting = «{ $word }» — не правило (в нём двоеточие) и не настройка.
fault-escalate = напишите «escalate 8h to @anna».
fault-together = напишите «together 24h by requester»; можно и «by seller», «by offer» или «together off».
fault-cap = напишите «cap order 10000», «cap day 50000» или «cap hour 10».
fault-budget = напишите «budget team 20000 a month», «budget each 3000 a month», «budget tag "Shop A" 5000 a month».
fault-refund = напишите «refund from 2000 by 1 of buyers» или «refund off».
fault-alone = напишите «alone auto» или «alone off».

## Уведомления
notice-approved = одобрено, оформляется
notice-declined = отклонено
notice-question = вопрос к вам
notice-answer = есть ответ
notice-withdrawn = отозвано
notice-left-out = одобрено не всё
notice-left-out-text = Одобрено только остальное. Эти товары — отдельный черновик ниже: запросите их снова или отмените.
notice-reminder = всё ещё ждёт согласования
notice-escalated = ждёт слишком долго
notice-expired-undecided = срок вышел: никто не решил вовремя
notice-stuck = решать слишком мало кому
notice-stuck-text = В команде сейчас слишком мало тех, кто может это одобрить. Измените роли через /team или правила через /policy, иначе заявка закроется.
notice-held = одобрено, но не оформлено
notice-held-changed = изменилось после одобрения
notice-team-opened = Эта группа теперь команда
notice-team-opened-text = Что здесь просят, здесь и согласуют. Пока /policy не скажет иначе, нужно согласие одного согласующего, кроме самого заявителя.
notice-team-changed = В команде изменение
notice-team-proposed = Изменение ждёт второго согласия
notice-team-dropped = Изменение отклонено
notice-proposal-over = Изменение, которое ждало, решено
over-agreed = Согласие: { $name }
over-turned-down = Отклонено: { $name }
over-team-closed = Команда закрыта.
over-restored = База восстановлена из копии. Предложите снова.
notice-away = Отсутствие
notice-back = Снова здесь
called-who = { $names }: решите, пожалуйста.
called-to = Теперь решать могут и { $names }.
held-until = Новая попытка: { $when }
held-back = Заявка возвращена; ничего не заказано.
asked-again = Ничего не заказано. Согласующих спросили заново.
event-asked = передано на согласование
event-narrowed = оставлена часть продавцов
event-voted-yes = сказано «да»
event-voted-no = сказано «нет»
event-question = задан вопрос
event-answer = есть ответ
event-held-by-question = согласие есть, ждёт ответа на вопрос
event-vote-taken-back = согласие отозвано
event-question-let-go = вопрос снят
event-notify = выбор уведомлений
event-reminded = согласующим напомнили
event-escalated = решать могут и другие
event-drifted = изменилось в пределах допустимого

## Кнопки
approve = Одобрить
approve-sum = Одобрить { $total }
decline = Отклонить
ask = Вопрос
answer = Ответить
take-back = Отозвать
take-vote-back = Отозвать согласие
let-go = Снять мой вопрос
tell-why = Написать зачем
reason = Причина
ask-approval = На согласование
ask-in = Просить в { $team }
show-card = Показать карточку
people = Люди
rules = Правила
manage-team = Управлять в личке
press-start = Нажать «Старт»
write-in-private = Написать мне лично
go-private = Продолжить лично
bring-button = Добавить меня в группу
team-here = Сделать группу командой
invite-requester = Позвать заявителя
invite-approver = Позвать согласующего
invite-buyer = Позвать закупщика
invite-admin = Позвать админа
invite-receiver = Позвать приёмщика
pick-people = Добавить людей
remove = Убрать
remove-yes = Да, убрать
copy-link = Скопировать ссылку
agree = Подтвердить
turn-down = Отклонить
rules-change = Принять эти правила
rules-leave = Оставить как есть

## Отказы
refusal-no-identity = Мне не видно, кто вы. Напишите от своего имени, в личный чат.
refusal-foreign-chat = Это из другой группы. Решайте там или в личном чате.
refusal-foreign-request = { $number } — заявка другой команды.
refusal-not-a-member = Вы больше не в этой команде. Администратор может пригласить снова.
refusal-only-requesters = Вы в этой команде не заявитель и просить о покупке не можете. Администратор меняет это через /team.
refusal-only-approvers = Это могут только согласующие. Администратор меняет это через /team.
refusal-only-buyers = Это могут только закупщики. Администратор меняет это через /team.
refusal-only-admins-named = Это могут только администраторы ({ $names }).
refusal-only-approvers-named = Это могут только согласующие ({ $names }). Администратор меняет это через /team.
refusal-only-buyers-named = Это могут только закупщики ({ $names }). Администратор меняет это через /team.
refusal-list-of-team = Список есть только у команды. Напишите /list в её группе.
refusal-list-empty = Из списка сейчас нечего просить. Возможно, кто-то только что всё попросил: /pending
refusal-list-rests = { $count ->
    [one] В списке { $count } строка, и она
    [few] В списке { $count } строки, и все
   *[many] В списке { $count } строк, и все
} — из старой копии базы: это могли уже заказать. Ничего не запрошено. Решите в /list, «Изменить».
refusal-list-full = В списке помещается { $limit } строк. Сначала попросите то, что в нём есть.
refusal-list-moved = Список сейчас меняют другие. Ничего не запрошено; нажмите ещё раз.
refusal-list-line-gone = Этой строки в списке больше нет: её изменили, убрали или уже попросили. Что есть, покажет /list.
refusal-others-line = Эту строку добавили не вы ({ $who }). Менять её может автор, закупщик или администратор.
refusal-pieces-wrong = Столько купить нельзя. Другое число?
refusal-nothing-for-list = Сначала выберите вариант и количество, потом это можно добавить в список.
refusal-own-line = Решать по { $number } вам нельзя: вы что-то в неё добавили.
refusal-own-request = Решать по { $number } вам нельзя: это ваша заявка.
refusal-not-sent = { $number } сейчас не на согласовании: сначала её отправляет заявитель.
refusal-proposed-already = { $number }: вы уже предложили часть. Согласитесь с тем, что есть, или отклоните.
refusal-already-decided = По { $number } вы уже решили.
refusal-no-own-vote = Вашего согласия на { $number } в нынешнем виде нет.
refusal-no-own-question = Вашего открытого вопроса по { $number } в нынешнем виде нет.
refusal-not-an-approver = Решать по { $number } вам нельзя: вы не согласующий этой команды. Её согласующие: { $deciders }.
refusal-over-your-limit = Решать по { $number } вам нельзя: { $total } выше вашего предела { $max }.
refusal-not-asked = Решать по { $number } вам нельзя: по правилам решают другие.
refusal-not-your-turn = Ваше согласие по { $number } сейчас не нужно: сначала другие, или их уже достаточно.
refusal-second-admin = Уже отмечено; согласиться должен другой администратор.
refusal-second-too-early = Вы единственный администратор: нажмите ещё раз, начиная с { $at }.
refusal-proposal-over = С этим изменением уже всё решено.
refusal-proposal-expired = За день никто не согласился. Предложите снова.
refusal-proposal-superseded = То, что менялось бы, тем временем изменили. Предложите снова.
refusal-proposer-no-admin = Кто предложил, больше не администратор. Предложите снова.
refusal-unknown-team = Такой команды у вас нет.
refusal-unknown-member = Человека с номером { $id } в команде нет.
refusal-settings-admin = { $who } — администратор по настройкам сервера; здесь этого не изменить.
refusal-nothing-changes = Так уже и есть.
refusal-setup-moved = Тем временем выбрали другое. Посмотрите на карточку и нажмите ещё раз.
refusal-not-a-group = Командой становится только группа. Напишите в ней /team here.
refusal-team-needs-role = У каждого должна быть хотя бы одна роль. Если человек не нужен, уберите его из команды.
refusal-invitation-unknown = Этого приглашения я не знаю. Попросите новое.
refusal-invitation-own = Это ваше собственное приглашение. Тот, кто создал ссылку, роль по ней не получает: отправьте её другому.
refusal-invitation-used = Это приглашение уже использовано. Попросите новое.
refusal-invitation-expired = Приглашение больше не действует: прошло 24 часа, или теперь нужно согласие другого администратора. Попросите новое.
refusal-invitation-void = Кто пригласил, больше не администратор. Попросите новое.
refusal-already-has-role = Роль { $role } уже есть.
refusal-language-unknown = Я знаю языки: { $known }.
refusal-zone-unknown = Часового пояса «{ $zone }» я не знаю. Напишите, например, Asia/Shanghai.
refusal-rate-wrong = «{ $rate }» — это не курс. Напишите число, например 0.09, или /rate RUB 0.09.
refusal-currency-unknown = Валюты { $currency } я не знаю. Напишите её три буквы, например USD, EUR или RUB.
refusal-limit-wrong = Это не сумма. Напишите 5000 или 17.20.
refusal-policy-wrong = Эти правила мне непонятны. Ничего не изменено.
refusal-policy-empty = Правил здесь нет. Как их пишут, показывает /policy.
refusal-away-not-an-approver = Отсутствие отмечают только согласующие.
refusal-away-to-oneself = За вас должен решать кто-то другой.
refusal-away-to-no-approver = За вас может решать только согласующий этой команды.
refusal-away-past = Эти дни уже прошли.
refusal-away-backwards = Последний день раньше первого.
refusal-away-too-long = Отсутствие — не дольше года.
refusal-away-overlap = Часть этих дней уже отмечена. Сначала завершите: /back.
refusal-away-loop = Этого человека тоже не будет, и за него решаете вы. Выберите другого.
refusal-not-away = Отсутствие не отмечено.
refusal-notify-unclear = Так выбрать нельзя. Например: /notify quiet 22:00-08:00, /notify zone Europe/Moscow, /notify parcels silent, /alerts ship 5. Решения, деньги и проблемы не отключаются.
refusal-note-needed = { $number }: по правилам команды сначала нужна причина.
refusal-over-cap = { $number } нельзя запросить: { $obstacle }
refusal-over-budget = { $number } нельзя запросить: { $obstacle }
refusal-no-rule = { $number }: по правилам команды неясно, кто решает. Администратор меняет это через /policy.
refusal-all-take-part = { $number }: все, кто мог бы её одобрить, сами её подали или что-то в неё добавили. Уберите их строки, или администратор добавит согласующего через /team.
refusal-nobody = { $number }: в команде слишком мало людей, чтобы это одобрить. Администратор меняет это через /team или /policy.
refusal-repeat = { $number }: этот же вариант недавно просили или заказывали: { $other }. Если всё равно нужно, нажмите ещё раз.
refusal-resume-proposed = Покупки продолжатся, когда согласится другой администратор; ему сообщено.
refusal-resume-proposed-alone = Вы единственный администратор: покупки продолжатся, когда вы согласитесь сами, начиная с { $at }.
refusal-why-empty = Нужно несколько слов.
refusal-no-question = { $number }: вопросов нет.
refusal-only-requester-answers = Отвечает по { $number } только сам заявитель.
refusal-others-question = Этот вопрос не к вам или уже неактуален. Кнопки заявки — на её карточке.
refusal-group-no-team = Эта группа ещё не команда. Администратор пишет здесь /team here.
refusal-no-team = Вы ни в одной команде. Пригласить может её администратор.
refusal-which-team = Вы в нескольких командах. Напишите это в группе нужной.
refusal-nobody-called = В команде никого не зовут «{ $who }», или таких несколько. Напишите @ и номер.
refusal-role-unknown = Роли «{ $role }» нет. Роли такие: requester, approver, buyer, admin, receiver.

## Помощь и меню
command-pending = Что ждёт согласования
command-approve = Одобрить: номер
command-decline = Отклонить: номер и причина
command-team = Команда: люди и роли
command-invite = Ссылка для одного человека: роль
command-policy = Правила команды
command-away = Отсутствие: с, по, @кто решает
command-back = Снова здесь
command-rate = Валюта команды: USD 7.26
command-notify = Звук, тихие часы, напоминания
command-alerts = Через сколько дней сообщать о застрявшем

## Closing a team, and groups that are none
notice-team-closed = закончена вместе с командой
notice-list-ended = список закрыт
notice-list-ended-text = 30 дней в нём ничего не менялось, и теперь он пуст. В нём { $n ->
    [one] была { $n } строка
    [few] были { $n } строки
   *[many] было { $n } строк
}; ничего из этого не заказано.
notice-foreign-group = Я вышел из группы
not-started = Пока не могу писать в личку: { $names }. Нужно один раз нажать «Старт».
team-closed-text = Команда, которая решала бы, закрыта.
refusal-buy-in-team = Теперь покупки идут через команду. Назначьте себя заявителем через /team или пишите в её группе.
what-closed = Закрытие команды
done-closed = Команда закрыта
changed-closed = { $team }: команда закрыта. /team here снова сделает группу командой.
closed-ends = { $n ->
    [0] В ней ничего не ждёт.
    [one] Вместе с ней закончится { $n } ещё не заказанная заявка. Заказанное продолжается.
    [few] Вместе с ней закончатся { $n } ещё не заказанные заявки. Заказанное продолжается.
   *[other] Вместе с ней закончатся { $n } ещё не заказанных заявок. Заказанное продолжается.
}

## Кто в группе
member-left = не в группе, роли приостановлены
group-blind = Сделайте меня администратором группы без каких-либо прав: только так я вижу, остаётся ли в ней тот, кто решает в личном чате, и узнаю, кто вышел.
notice-left-group = Кто-то вышел из группы
notice-back-in-group = Снова в группе
notice-not-there = Не в группе
notice-not-counted = голос не учтён
left-group = { $name } больше не в этой группе. До возвращения все роли приостановлены: решения не считаются, и данное раньше согласие тоже.
left-group-keeps = { $name } больше не в этой группе: администратор по настройкам сервера, но до возвращения решения по заявкам не считаются.
left-group-waiting = { $n ->
    [one] Здесь ждёт { $n } заявка, голоса пересчитаны.
    [few] Здесь ждут { $n } заявки, голоса пересчитаны.
   *[many] Здесь ждут { $n } заявок, голоса пересчитаны.
}
left-group-asks = Заявки от { $name }, которые ещё не заказаны, тоже ждут.
back-in-group = { $name } снова в группе, роли снова действуют.
not-there = { $names }: могут решать, но не состоят в группе. До возвращения роли приостановлены. Пригласите их или измените роли через /team.
event-not-counted = голос не учтён: Telegram не ответил
obstacle-left-the-group = Заявитель не состоит в группе команды.
refusal-left-the-group = Вы не в группе команды, поэтому ваши роли приостановлены. Вернитесь в группу, и они снова действуют; впустить может администратор.
refusal-may-not-ask = Мне не видно, состоите ли вы в группе команды, поэтому здесь это не считается. Голосуйте на карточке в группе или сделайте меня её администратором без прав.
refusal-no-answer = Telegram минуту не отвечал, состоите ли вы в группе команды. Ничего не учтено и не сохранено; повторите.
refusal-proposer-left = Кто предложил, не состоит в группе команды. Предложите снова или дождитесь возвращения.

## Что каждый выбирает о сообщениях: /notify
head-notify = Ваши уведомления
head-notify-team = Уведомления для тех, кто не выбрал иначе
notify-topics-on = Со звуком: { $topics }
notify-topics-silent = Без звука: { $topics }
notify-topics-off = Выключено: { $topics }
notify-quiet = Тихо с { $start } до { $end } · { $zone }, сейчас { $now }
notify-no-quiet = Тихих часов нет · { $zone }, сейчас { $now }
notify-quiet-text = В тихие часы решения, деньги и проблемы приходят без звука; напоминания и новости о посылках придут утром одним сообщением.
notify-quiet-text-team = В тихие часы всё приходит в группу без звука; её напоминания придут утром одним сообщением.
notify-times = Напоминания: за { $pay } ч до отмены неоплаченного заказа
notify-alarms = Застряло: { $ship } дн. не отправлено, { $scan } дн. не у перевозчика, { $frozen } дн. без движения, { $count } дн. не посчитано, { $short } дн. недостача
notify-topics-text = Нажмите, чтобы сменить: вкл., тихо (без звука), выкл. Решения, деньги и проблемы не отключаются, как и всё, что может стоить денег.
notify-quiet-type = Другие часы: /notify quiet 22:30-07:30
notify-zone-type = Другой пояс: /notify zone Europe/Madrid
notify-times-type = Другие: /notify pay 3
notify-alerts-type = Другие: /alerts ship 5 · /alerts scan 4 · /alerts frozen 6 · /alerts count 3 · /alerts short 3
notify-team-type = Для команды: /notify team quiet 22:00-08:00
notify-page-topics = Что приходит
notify-page-quiet = Тихие часы
notify-page-zone = Часовой пояс
notify-page-times = Напоминания
notify-page-alerts = Что застряло
notify-page-team = Для команды
notify-page-team-of = Для команды { $team }
notify-page-own = Мои
notify-topic-is = { $topic }: { $loudness }
notify-as-team = Как у команды
notify-as-usual = Как обычно
notify-no-hours = Без тихих часов
notify-pay-button = за { $n } ч
notify-days-ship = Отправка: { $n } дн.
notify-days-scan = Скан: { $n } дн.
notify-days-frozen = Движение: { $n } дн.
loudness-on = вкл.
loudness-silent = тихо
loudness-off = выкл.
topic-decisions = решения
topic-money = деньги
topic-problems = проблемы
topic-parcels = посылки
topic-reminders = напоминания
topic-team = команда и бот
topic-morning = утро

head-team-list = список команды { $team }
head-list-line = строка { $n } списка
team-list-empty = Здесь пока пусто. Напишите /list add, ссылку 1688 и количество; или нажмите «В список» под товаром, в «Изменить».
team-list-sum = { $n ->
    [one] { $n } строка · около { $sum } без доставки
    [few] { $n } строки · около { $sum } без доставки
   *[many] { $n } строк · около { $sum } без доставки
}
list-added = В список { $n ->
    [one] добавлена { $n } строка
    [few] добавлены { $n } строки
   *[many] добавлено { $n } строк
}, всего { $of }.
list-choose-first = Осталось кое-что выбрать: смотрите карточку ниже. Потом «Изменить», «В список».
list-line-at-rest = отложено
team-list-rests = { $n ->
    [one] { $n } строка отложена
    [few] { $n } строки отложены
   *[many] { $n } строк отложено
}: копия от { $when }. Решите в «Изменить».
list-line-rests = Строка из старой копии базы, которую вернули { $when }: это могли уже заказать. Сначала посмотрите заказы здесь и на 1688.
list-let-go = Могли заказать, но всё равно нужно
list-left-at-rest = { $n ->
    [one] { $n } строка не взята: она
    [few] { $n } строки не взяты: они
   *[many] { $n } строк не взято: они
} из старой копии базы, и это могли уже заказать. Решите по каждой в «Изменить».
list-added-rests = Там это отложено: черновик из старой копии базы, и это могли уже заказать.
list-ask-pieces = Сколько? Ответьте числом.
list-ask = Попросить всё
list-out = Убрать
list-show = Показать список
to-list = В список
to-list-text = Это в списке команды: /list
back-on-list-text = Никто не подтвердил вовремя, поэтому всё снова в списке команды: /list
added-by = Что-то добавили и не решают: { $names }.
added-by-leaves = Что-то добавили и не решают: { $names }; решить могут: { $left }.
with-lines-of = и { $names }

## Удаление данных

former-member = бывший участник
command-forget = Удалить ваши данные: /forget me
notice-member-forgotten = Данные участника удалены
notice-member-forgotten-text = Участник попросил удалить его данные, и его больше нет в команде. Его заявки и решения остаются под именем «бывший участник».
forget-how = Напишите /forget me: я расскажу, что будет удалено, и переспрошу.
forget-head = Удалить ваши данные?
forget-goes = Удалю: ваше имя, всё, что вы писали (примечания, причины, вопросы, ответы), ваши настройки. Вы выйдете из всех команд, черновики отменятся.
forget-stays = Останутся: номера и суммы заказов и ваши голоса — под именем «бывший участник»; адрес доставки команды. Сообщения в чатах хранит Telegram.
forget-copies = Копии базы, где это ещё есть, исчезнут не позже чем через 400 дней.
forget-for-good = Отменить это нельзя.
forget-yes = Удалить мои данные
forget-no = Ничего не удалять
forget-kept = Ничего не удалено.
forget-done = Ваши данные удалены. Если напишете снова, познакомимся заново.
forget-telegram = То, что осталось в этом чате, вы можете удалить в Telegram.
refusal-forget-live = Пока нельзя: ещё не завершены { $numbers }. Отмените их или дождитесь получения, потом снова напишите /forget me.
refusal-forget-settings = Вы администратор по настройкам сервера. Пусть тот, кто ведёт бота, сначала уберёт вас из TELEGRAM_ADMINS; потом снова напишите /forget me.
refusal-forget-only-admin = Вы единственный администратор команды { $title }. Сначала назначьте другого в /team или закройте команду.
refusal-forget-unknown = Я ничего о вас не знаю.
refusal-forget-over = На этот вопрос уже ответили, или он устарел. Чтобы я спросил снова, напишите /forget me.
event-forget-asked = запрошено удаление данных
event-forgotten = данные удалены
