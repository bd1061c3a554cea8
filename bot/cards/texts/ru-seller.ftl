### Русский, что и у кого покупали раньше. Только текст; разметку делают карточки.

## Прошлый раз
last-time = В прошлый раз { $price }, { $when }
last-now = сейчас { $change }
last-same = цена та же
median-price = Медианная цена за месяц: { $price }

## Карточка продавца
seller-card = Продавец
seller-by-1688 = По данным 1688:
seller-untold = 1688 ничего не сообщает об этом продавце.
seller-refund-rate = возвраты { $percent } %
seller-on-time-rate = отправка в срок { $percent } %
seller-score = оценка { $percent }
seller-ships = Отправляет через { $days } дн. после оплаты (медиана)
seller-kept = Отправлено в срок: { $n } из { $of }
seller-counted = Из { $n } шт. посчитанных: недостача { $short }, брак или не то { $damaged }
seller-refunds = Возвраты: { $n }, деньги вернулись { $back } ({ $sum }), отказано { $refused }
refusal-reserve-unsold = { $number }: другой источник сейчас тоже нельзя купить. Ничего не изменилось.
event-other-source = взят другой источник
