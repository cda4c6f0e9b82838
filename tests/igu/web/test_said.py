from igu.web.said import Said


def test_a_text_is_made_once_for_each_of_what_it_is_made_of():
    asked, said = [], Said()

    def greet(name):
        asked.append(name)
        return f"Hej {name}"

    assert [said(greet, name) for name in ("Amina", "Bilal", "Amina")] == ["Hej Amina", "Hej Bilal", "Hej Amina"]
    assert asked == ["Amina", "Bilal"]
