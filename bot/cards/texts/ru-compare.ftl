## Товары рядом
command-compare = Сравнить до пяти товаров: ссылки, количество
head-compare = Сравнение: по { $pieces }
head-compare-to = Сравнение: по { $pieces }, куда: { $city }
compare-cheapest = дешевле всех
compare-quickest = отправка за { $n } ч, быстрее всех
compare-ships = отправка за { $n } ч
compare-piece = { $amount } за штуку с доставкой
compare-unit = { $price } за штуку
compare-freight = доставка { $amount }
compare-variants = { $variant }, самый дешёвый из { $n }
compare-orders = { $n ->
    [one] { $n } наш заказ
    [few] { $n } наших заказа
   *[many] { $n } наших заказов
}
compare-many-orders = наших заказов: { $n } или больше
compare-new = ещё не покупали
compare-last = в прошлый раз { $price }
compare-wishes = Взяли бы: { $names }
compare-unpriced = 1688 не назвал цену. { $why }
compare-left-out = Рядом помещается не больше пяти товаров. Не вошло: { $n }.
compare = Сравнить
compare-first = Сравнить первые { $n }
compare-take = Взять { $n }
compare-wish = Я за { $n }
compare-type = Другое количество, ещё товары
ask-compare = Что сравнить? Ответьте ссылками, номерами товаров или своими артикулами (до пяти) и, если нужно, количеством: … 50 шт
ask-compare-with = С чем сравнить? Ответьте ссылками, номерами товаров или своими артикулами (ещё до четырёх) и, если нужно, количеством.
ask-compare-more = Ответьте другим количеством, новыми ссылками или тем и другим.
refusal-comparison-gone = Это сравнение больше не хранится. Отправьте /compare со ссылками ещё раз.
