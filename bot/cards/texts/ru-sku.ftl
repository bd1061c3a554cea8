## Свои артикулы: список и покупка по ним
command-sku = Свои артикулы и где их покупать
usage-sku =
    /sku TSH-RED-M 600000000001 красный M x5
    /sku TSH-RED-M reserve 600000000002 красный M
    /sku TSH-RED-M name Футболка красная, M
    /sku remove TSH-RED-M
    /sku export
    /buy TSH-RED-M 20
skus-empty = Своих артикулов пока нет.
skus-how = Свой артикул для товара; x5 — одна ваша единица это 5 штук на 1688:
head-skus = Свои артикулы: { $n }
skus-buy-how = Купить: /buy АРТИКУЛ 20
as-sheet = Таблицей
sku-ratio = Одна ваша единица на 1688: { $n } шт.
sku-ratio-short = × { $n }
sku-source = Источник: { $offer }
sku-reserve = Резерв: { $offer }
sku-no-variant = вариант не задан
sku-not-checked = ещё не проверен
sku-buy = Купить
sku-remove = Убрать
sku-remove-yes = Да, убрать
sku-remove-question = Убрать { $sku } из списка? В прежних покупках артикул останется.
sku-removed = { $sku } больше нет в списке.
sku-added = Добавлено:
sku-changed = Теперь записано так:
sku-renamed = Название взято у нового товара. Прежде было «{ $name }»; дать другое: { $sku }
sku-code-empty = Артикула нет.
sku-code-too-long = В артикуле не больше 64 знаков.
sku-code-white-space = В артикуле не бывает пробелов.
sku-code-first-sign = Артикул начинается с буквы или цифры: { $words }
sku-code-like-an-id = Это похоже на номер 1688 и артикулом быть не может: { $words }
sku-code-like-a-link = Это похоже на ссылку и артикулом быть не может: { $words }
sku-code-like-a-number = Это похоже на количество и артикулом быть не может: { $words }
sku-code-reserved = Это не может быть артикулом: { $words }
sku-ratio-wrong = Одна ваша единица — целое число штук на 1688, от 1 до 9 999: x5
sku-ratio-shared = У резерва та же кратность, что у артикула: задайте её там, здесь без x.
skus-unknown = Этих артикулов нет в списке: { $names }
skus-rest = Остальные беру.
skus-unclear = Непонятно, сколько нужно: { $names }
ask-sku-count = { $n ->
    [1] Сколько { $sku }?
   *[other] Сколько { $sku }? Одна единица на 1688: { $n } шт.
}
sku-take-reserve = Взять другой источник
sku-take-reserve-of = { $sku }: взять резерв
sku-reserve-offered = Есть другой источник; цена и продавец могут отличаться.
skus-file = Артикулов: { $n }. Исправьте и пришлите файл обратно: добавлю и изменю, ничего не уберу.
skus-taken-in = Свои артикулы: добавлено { $added }, изменено { $changed }, без изменений { $same }.
skus-unnamed = { $n ->
    [one] { $n } артикул теперь значит другой товар и остался без прежнего названия: { $names }.
    [few] { $n } артикула теперь значат другие товары и остались без прежних названий: { $names }.
   *[many] { $n } артикулов теперь значат другие товары и остались без прежних названий: { $names }.
} Чтобы взять названия из файла, пришлите его ещё раз.
skus-none-removed = Ничего не убрано.
sku-row-bad-link = не товар 1688: { $words }
sku-row-short-link = короткая ссылка, нужна полная: { $words }
sku-row-bad-ratio = не целое число от 1 до 9 999: { $words }
sku-row-no-source = новому артикулу нужна ссылка: { $words }
sku-row-twice = повтор, считается первая строка: { $words }
sku-row-hidden = скрыта фильтром
sku-row-no-value = формула без значения
sku-from-reserve = другой источник
sku-raised = До партий по { $lot }: { $wanted } → { $bought }
sku-raised-some = До целых партий: { $names }
sku-instead = По артикулу { $wanted }, выбрано { $bought }
sku-instead-some = Нужно → выбрано: { $names }
sku-other-variant = Другой вариант: { $names }
refusal-only-keepers = Список меняют только администраторы и закупщики ({ $names }).
refusal-unknown-sku = Артикула { $sku } нет в списке. Список: /sku.
refusal-unknown-variant = По этим словам не ясен один вариант товара: { $words }
refusal-too-many-skus = В списке не больше { $limit } артикулов.
refusal-no-reserve = { $number }: другого источника нет.
refusal-sku-count-unclear = Сколько? Напишите целое число, например 20.
sheet-column-code = артикул
sheet-row-unknown-code = этого артикула нет в списке: { $words }
sku-codes = Артикулов { $n }: { $names }
sku-short-reserve = { $words } (другой источник)
