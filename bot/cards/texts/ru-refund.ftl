## Money asked back, before 1688 is asked
refund-ask = Вернуть деньги
refund-show = Возврат
refund-draft = что вернуть
refund-last-look = запросить именно это?
refund-where = Где товар и чего вы хотите?
refund-way-not-sent = Не отправлен: вернуть деньги
refund-way-on-the-way = Не пришёл: вернуть деньги
refund-way-here = Пришёл: деньги без возврата товара
refund-way-here-back = Пришёл: вернуть товар и деньги
refund-way-confirmed-not-here = Подтверждён зря: вернуть деньги
refund-way-confirmed-here = Подтверждён: деньги, товар оставить
refund-way-confirmed-here-back = Подтверждён: вернуть товар и деньги
refund-choose-reason = Дальше: причина из списка 1688.
refund-choose-sum = Дальше: сумма за товар или за доставку.
refund-reason = Причина
refund-way = Где товар
refund-pieces = Количество
refund-set-goods = Сумма за товар
refund-set-carriage = Доставка
refund-set-description = Описание
refund-photos = Фото
refund-next = Проверить
refund-drop = Не запрашивать
refund-no-pieces = За эту позицию ничего вернуть нельзя.
refund-step-missing = нет { $n }
refund-step-damaged = брак { $n }
refund-step-good = целых { $n }
refund-step-wrong = не то { $n }
refund-which-reason = Причины 1688 сейчас:
refund-reason-photo = нужно фото
refund-reason-no-carriage = без доставки
refund-photos-how = Ответьте на это сообщение фотографией, всего не больше { $most }; или выберите фото приёмки.
refund-photos-chosen = { $n } фото
refund-photo-left = Одно фото не подошло: { $why ->
    [too_large] оно слишком большое.
    [too_many_pixels] в нём слишком много пикселей.
    [heic] HEIC не читается.
    [pdf] PDF не фото.
    [not_a_picture] оно повреждено или это не JPEG, PNG и не WebP.
   *[other] его не удаётся прочитать.
}
refund-public = ⚠️ { $n ->
    [one] { $n } фото станет доступно всем по ссылке на 1688.
   *[other] { $n } фото станут доступны всем по ссылкам на 1688.
}
refund-needs-word = Сначала нужно согласий: { $n }. Дают: { $names }
refund-with-purchase = Вместе с { $before }, запрошенными раньше по этой закупке: { $total }
refund-with-person = Вместе с { $before }, которые тот же человек запросил раньше: { $total }
refund-needs-photo = Для этой причины нужно фото: ответьте на это сообщение фотографией или выберите её.
refund-send = Запросить { $sum }
refund-differs = По заказу товар стоит { $ours }; 1688 даёт вернуть { $theirs }. Запрашивается меньшая сумма. Если 1688 откажет, запросите на сайте.
refund-only-buyers = Это могут только закупщики: { $names }
refund-by-amount = На сумму
refund-goods-back = Вернуть товар
refund-without-pieces = Договорная сумма, без штук
refund-rest = Запросить остаток: { $sum }
refund-rest-of = Остаток возврата { $number }, по которому вернули { $paid }
refund-parts = из них доставка { $carriage }
refund-most = не больше { $most }
refund-lowered = По этому можно вернуть не больше { $most }: сумма снижена до этого.
refund-lines = { $n ->
    [one] { $n } позиция
    [few] { $n } позиции
   *[other] { $n } позиций
}
refund-because = Причина:
refund-reason-agreed = по договорённости с продавцом
refund-reason-mind = больше не нужно
refund-reason-differs = не как описано
refund-reason-short = пришло меньше
refund-reason-damaged = повреждено
refund-reason-wrong = не тот товар
refund-reason-quality = плохое качество
refund-reason-late = не отправлено вовремя
refund-reason-sold-out = нет в наличии
refund-reason-never-came = не пришло
refund-reason-other = другое
refund-type-pieces = Сколько штук? Напишите целое число.
refund-type-goods = Сколько за товар, в юанях?
refund-type-carriage = Сколько за доставку, в юанях? 0 — ничего.
refund-type-description = Напишите описание для продавца и 1688. Наш номер будет стоять перед ним.
refund-dropped = Ничего не запрошено.
refusal-amount-unclear = Напишите сумму в юанях, например 84.20.
refusal-waybill-unclear = Это не номер накладной. Напишите только его буквы и цифры или сфотографируйте штрихкод.

## A refund at 1688
refund-stage-seller = возврат ждёт продавца
refund-stage-refused = в возврате отказано: ваш ход
refund-stage-to-send = возврат одобрен: отправьте товар
refund-stage-sent = товар едет обратно
refund-stage-paid = деньги возвращены
refund-stage-closed = возврат закончен без денег
refund-stage-other = возврат идёт
refund-number = Возврат { $number }
refund-take-back = Отозвать
refund-take-back-ask = отозвать возврат?
refund-take-back-how = 1688 закроет его, и денег не будет. Второй возврат по тем же позициям 1688 может не принять.
refund-take-back-yes = Да, отозвать
refund-change = Изменить
refund-change-how = 1688 не меняет возвраты: этот сначала отзывается. Потом вы увидите его заполненным и запросите заново.
refund-change-yes = Да, изменить
refund-help = Помощь 1688
refund-send-back = Товар отправлен
refund-which-carrier = Кто везёт товар обратно? Выберите или напишите часть названия.
refund-no-carrier = На 1688 нет перевозчика с такими словами.
refund-other-carrier = Другой
refund-which-waybill = Какая накладная? Напишите номер или пришлите фото штрихкода.
refund-return-last = Эта посылка едет обратно к продавцу?
refund-sent = Сообщить 1688
refund-return-over = Эта накладная уже отправлена или больше не нужна. Откройте возврат снова.
refund-carriage-set = 1688 назначил за доставку { $taken }; вы просили { $asked }.
refund-waits = возврат ждёт второго согласия
refund-waits-text = На 1688 ничего не отправлено. Нужно согласий: { $n }. Дают: { $names }

## What was sent once
errand-sending = отправляется на 1688
errand-sending-how = Отправляется один раз. Через минуту нажмите «Проверить снова».
errand-receipt-sent = получение: неясно
errand-refund-sent = возврат: неясно
errand-return-sent = накладная возврата: неясно
errand-withdraw-sent = отзыв возврата: неясно
errand-cancel-sent = отмена: неясно
errand-note-sent = сообщение продавцу: неясно
errand-urge-sent = просьба поторопить: неясно
message-unclear-how = Само оно СНОВА НЕ отправляется. Посмотрите заказ на 1688 и скажите, есть ли оно там.
message-note-there = Сообщение есть
message-note-not-there = Сообщения нет
message-urge-there = Поторопили
message-urge-not-there = Не торопили
errand-refund-taken = 1688 принял возврат
errand-return-taken = 1688 принял накладную
errand-withdraw-taken = возврат отозван
errand-never-again = 1688 не ответил ясно. Мы ищем; само оно НЕ отправится снова.
errand-blind = 1688 не показывает это нашему аккаунту. Посмотрите, пожалуйста, на сайте.
errand-not-there = На 1688 этого нет
refund-on-site = Главный аккаунт: это есть
refund-not-on-site = Главный аккаунт: этого нет
refund-ended-on-site = На сайте закончено без денег
refund-looked = { $name } смотрит с главного аккаунта на сайте ({ $when }): этого нет. То же должен сказать второй человек; один из двоих — закупщик.
refund-looked-alone = { $name } смотрит с главного аккаунта на сайте ({ $when }): этого нет. С { $again } нажмите ещё раз.
refund-checked = Проверяется: 1688 пока не показал его нашему аккаунту. До тех пор он считается запрошенным.
errand-let-go = Больше не слежу. Если ещё нужно, начните заново.
errand-not-shown = 1688 ответил, и этого там нет.
errand-say-so = Если и на сайте 1688 этого нет, нажмите «Проверить снова» и скажите об этом: тогда можно запросить заново.
notice-errand-unclear = 1688 не ответил ясно
