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

## Накладные
waybills-open = принять { $n }
waybills-counted = принято { $n }
waybills-unknown = неизвестно { $n }
waybills-remembered = Сообщу, когда 1688 назовёт этот номер.
waybills-too-many = За раз читаю { $most }. Ещё { $n } пришлите снова.
waybill-unknown = не наша посылка
waybill-counted-by = приём: { $name }
notice-waybill = посылка, о которой вы спрашивали
picture-no-waybill = На снимке нет номера накладной, а по фотографии я товар не найду. Снимите только штрихкод, ровно и резко, или введите номер.
picture-too-large = Файл слишком большой, можно до 20 МБ. Пришлите его как фото.
picture-too-many-pixels = В снимке слишком много пикселей. Пришлите его как фото.
picture-heic = HEIC не читаю. Пришлите снимок как фото, а не файлом.
picture-pdf = PDF здесь не читаю. Пришлите фото этикетки.
picture-not-a-picture = Читаю только JPEG, PNG и WebP, а это другой файл или он повреждён. Пришлите его как фото.
picture-took-too-long = Снимок читается слишком долго. Пришлите меньший, только штрихкод.
picture-took-too-much-memory = Снимок слишком велик для чтения. Пришлите меньший, только штрихкод.
picture-reader-failed = Снимок прочесть не удалось. Снимите ещё раз, только штрихкод.
