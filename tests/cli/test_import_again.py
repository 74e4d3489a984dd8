"""What is on record is found again, whatever became of it in the chat and whatever else has its title."""

import unittest

from plumb import Case

NOW = "2027-03-01T09:00"


def cycle(release, start, moved_from):
    """A release, an event that every release has, its collateral and how it moved."""
    return {
        "releases.csv": f"product,release,date\natlas,{release},{start}\n",
        "launches.csv": f"product,title,start,release\natlas,Blogs ready,{start},{release}\n",
        "collateral.csv": f"product,launch,title,due\natlas,Blogs ready,Drafts of {release},{start}\n",
        "dates_moved.csv": f"product,title,old_date,new_date,changed_at\natlas,Blogs ready,{moved_from},{start},2027-02-01\n"}


class ImportAgain(Case):
    def tables(self, folder, texts):
        for name, text in texts.items():
            self.write(f"{folder}/{name}", text)
        return self.folder / folder

    def again(self, *args):
        before = self.run_program("export")
        said = self.run_program("import", *args)
        self.assertRegex(said, r"(\d+) rows? read, \1 on record already")
        self.assertEqual(self.run_program("export"), before)

    def test_two_cycles_that_share_titles(self):
        cycles = [self.tables("one", cycle("1.0", "2027-05-10", "2027-05-01")),
                  self.tables("two", cycle("2.0", "2027-09-10", "2027-09-01"))]
        for order in (cycles, cycles[::-1]):
            self.elsewhere(f"{order[0].name}.db")
            for tables in order:
                self.run_program("import", tables)
            for tables in (*order, *order):
                self.again(tables)
                self.again(tables / "dates_moved.csv")
            events = self.records("launch_events")
            self.assertEqual({(item["title"], events[item["event"]]["on"]) for item in self.export()["collateral"]},
                             {("Drafts of 1.0", "2027-05-10"), ("Drafts of 2.0", "2027-09-10")})
            self.assertEqual(sorted(events[move["record"]]["on"] for move in self.export()["moves"]), ["2027-05-10", "2027-09-10"])
        # Alone the table cannot say which of the two it means.
        self.write("new/dates_moved.csv", "product,title,old_date,new_date\natlas,Blogs ready,2027-05-02,2027-05-10\n")
        self.run_program("import", self.folder / "new", status=1)
        self.assertIn("2 events are called", self.said_wrong)

    def test_an_event_that_was_moved_in_the_chat(self):
        tables = self.tables("in", cycle("1.0", "2027-05-10", "2027-05-01"))
        self.run_program("import", tables)
        self.run_program("export", "--format", "ics", "-o", "c.ics")
        self.console(NOW, "product bind atlas", "launch move LE-1 on:2027-05-18 why:later", "launch move LE-1 on:2027-05-25 why:later")
        self.again(tables)
        before = self.run_program("export")
        self.run_program("import", "c.ics")
        self.assertEqual(self.run_program("export"), before)

    def test_a_product_of_a_channel_keeps_its_name_and_zone(self):
        self.console(NOW, "release new 1.0 date:2027-06-01")
        self.write("products.csv", "product,name,tz\natlas,Atlas Suite,Europe/Berlin\nborea,Borea Suite,Europe/Berlin\n")
        said = self.run_program("import", "products.csv")
        self.assertIn("2 rows read, 1 on record already.", said)
        products = {p["key"]: (p["name"], p["tz"]) for p in self.export()["products"]}
        self.assertEqual(products, {"atlas": ("atlas", "UTC"), "borea": ("Borea Suite", "Europe/Berlin")})
        self.again("products.csv")


if __name__ == "__main__":
    unittest.main()
