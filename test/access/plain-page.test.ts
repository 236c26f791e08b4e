import { expect, test } from "vitest";
import { plainPage } from "../../server/access/plain-page.ts";

test("the words of a plain page are text, whatever stands in them", async () => {
  const page = String(
    await plainPage("<script>a</script>", 'x "><img src=y onerror=z>', "Try again & again"),
  );
  expect(page).toContain("<h1>&lt;script&gt;a&lt;/script&gt;</h1>");
  expect(page).not.toContain("<img");
  expect(page).toContain("Try again &amp; again");
});
