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

## Что 1688 меняет после подсчёта
notice-parcel-changed = посчитанная посылка на 1688 изменилась
parcel-changed-gone = 1688 больше не показывает эту посылку.
parcel-changed-waybill = Её номер теперь { $now }.
parcel-changed-lines = 1688 теперь называет для неё другие позиции.
parcel-changed-count = Подсчёт остаётся как есть. Исправьте его, если он неверен.
event-parcel-changed = 1688 изменил посчитанную посылку

## Подтверждение получения на 1688
receipt = Подтвердить получение
receipt-ask = подтвердить получение на 1688?
receipt-whole = Полностью получено позиций: { $n } из { $of }.
receipt-more = … и ещё { $n }
receipt-pays = ⚠️ Деньги уйдут продавцу, отменить это нельзя.
receipt-accepts = «Принять» значит, что вы берёте эти позиции как есть и больше ничего не требуете.
receipt-yes = Подтвердить полные позиции
receipt-yes-all = Принять остальное, подтвердить всё
receipt-taken = 1688 принял подтверждение
receipt-unclear = 🔎 Подтверждение отправлено; 1688 не ответил, что с ним стало
event-receipt-asked = подтверждение отправлено на 1688
event-receipt-confirmed = 1688 принял подтверждение
event-receipt-unclear = с подтверждением неясно
event-receipt-refused = 1688 отклонил подтверждение
refusal-receipt-not-counted = По { $number } никто не посчитал, что пришло. Сначала примите товары; ничего не подтверждено.
refusal-receipt-not-yet = { $number } ещё не весь отправлен, или неизвестно, тот ли это заказ. Ничего не подтверждено.
refusal-receipt-over = По данным 1688 { $number } уже получен.
refusal-receipt-unclear = Подтверждение по { $number } отправлено, но 1688 не ответил ясно. Повторно оно не отправляется; следующие проверки покажут. Посмотреть можно и на 1688.
refusal-receipt-refund = По { $number } идёт возврат, подтверждение его закроет. Ничего не подтверждено.
refusal-receipt-nothing = В { $number } нечего подтверждать здесь, или 1688 не называет номера позиций. Подтвердите на 1688.
refusal-receipt-moved = { $number } уже посчитан иначе. Ничего не подтверждено: откройте заказ и спросите снова.
refusal-receipt-unread = 1688 сейчас не сказал, как обстоит дело с { $number }. Ничего не подтверждено; попробуйте через минуту.
refusal-receipt-refused = 1688 не принимает подтверждение по { $number }:
