"""Files that answers come with: written where the console was started, whole, and never over something else."""

import io
import json
import unittest
import zipfile

from plumb import Case

NOW = "2027-03-01T09:00"
PLAN = (
    'product new atlas "Atlas" tz:Europe/Berlin',
    "release new 2.0 date:2027-03-25 freeze:2027-03-11",
    'launch new "Atlas launch" on:2027-03-16 release:2.0',
)
PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = "atlas-timeline-2027-03-01.png"


class Files(Case):
    def names(self):
        return sorted(p.name for p in self.folder.iterdir() if not p.name.startswith(("plan.db", ".")))

    def test_a_timeline_is_a_picture_of_1600_by_900(self):
        said = self.console(NOW, *PLAN, "timeline")
        self.assertTrue(said.endswith(f"  Saved as {PICTURE}\n"), said)
        bytes_ = (self.folder / PICTURE).read_bytes()
        self.assertEqual(bytes_[:8], PNG)
        self.assertEqual([int.from_bytes(bytes_[i:i + 4], "big") for i in (16, 20)], [1600, 900])
        self.assertIn("- ■ LE-1 starts 9 days before 2.0 (Tue 16 Mar, Thu 25 Mar)", said)

    def test_the_same_picture_again_is_the_same_file_and_another_has_a_number(self):
        said = self.console(NOW, *PLAN, "timeline", "timeline", "timeline to:2028-01-01")
        self.assertEqual(said.count(f"Saved as {PICTURE}\n"), 2)
        self.assertEqual(self.names(), [PICTURE.replace(".png", "-2.png"), PICTURE])

    def test_what_is_there_stays(self):
        self.write(PICTURE, "mine")
        said = self.console(NOW, *PLAN, "timeline")
        self.assertIn(f"Saved as {PICTURE.replace('.png', '-2.png')}\n", said)
        self.assertEqual((self.folder / PICTURE).read_text(encoding="utf-8"), "mine")

    def test_a_folder_can_be_named(self):
        (self.folder / "out").mkdir()
        said = self.run_program("console", "--plain", "--now", NOW, "--files", "out", text="\n".join(PLAN) + "\ntimeline\n")
        self.assertIn(f"Saved as out/{PICTURE}\n", said)
        self.assertTrue((self.folder / "out" / PICTURE).exists())

    def test_an_export_is_what_the_command_line_exports(self):
        said = self.console(NOW, *PLAN, "export")
        self.assertTrue(said.endswith("@you (private) Everything of Atlas as JSON, for you alone.\n"
                                      "  Saved as atlas-2027-03-01.json\n"), said)
        told = json.loads((self.folder / "atlas-2027-03-01.json").read_text(encoding="utf-8"))
        kept = self.export()
        for kind in ("products", "releases", "launch_events", "warnings", "people"):
            self.assertEqual(told[kind], kept[kind], kind)

    def test_what_the_rules_find_comes_with_what_would_mend_it(self):
        self.console("2027-03-01T09:00", "release new 1.0 on:2027-06-01", 'launch new "Show" type:launch on:2027-05-20 release:1.0')
        found = json.loads(self.run_program("align", "--at", "2027-03-01", "--format", "json"))
        early = next(finding for finding in found if finding["rule"] == "event-before-release")
        self.assertEqual(early["mend"], ["launch move LE-1 on:2027-06-01", "release move 1.0 to:2027-05-20"])

    def test_tables_come_in_one_archive_that_imports_again(self):
        self.console(NOW, *PLAN, "export csv")
        with zipfile.ZipFile(io.BytesIO((self.folder / "atlas-2027-03-01.zip").read_bytes())) as archive:
            self.assertIsNone(archive.testzip())
            archive.extractall(self.folder / "tables")
        before = self.export()
        self.elsewhere()
        self.run_program("import", "tables")
        after = self.export()
        for kind in ("releases", "launch_events"):
            self.assertEqual([r["id"] for r in after[kind]], [r["id"] for r in before[kind]], kind)

    def test_a_list_of_more_than_fifty_rows_is_a_file_too(self):
        features = [f'feature new "Feature {n}"' for n in range(1, 52)]
        said = self.console(NOW, PLAN[0], *features, "feature list")
        self.assertIn("Saved as feature-list.txt\n", said)
        rows = (self.folder / "feature-list.txt").read_text(encoding="utf-8").splitlines()
        self.assertEqual(len(rows), 51)
        self.assertTrue(rows[50].startswith("F-51 “Feature 51”"), rows[50])


if __name__ == "__main__":
    unittest.main()
