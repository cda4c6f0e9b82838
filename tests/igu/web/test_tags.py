from django.template import Context, Template


def phone(number):
    return Template("{% phone number %}").render(Context({"number": number}))


def test_a_number_calls_when_it_is_touched_and_is_written_in_pairs():
    assert phone("10203047") == '<a class="num" href="tel:10203047">10 20 30 47</a>'
    assert phone("+46 70 123 45 67") == '<a class="num" href="tel:+46701234567">+46 70 123 45 67</a>'
    assert phone("<b>12") == '<a class="num" href="tel:12">&lt;b&gt;12</a>'
