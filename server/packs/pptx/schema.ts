import { strFromU8, strToU8 } from "fflate";
import { mendParts, type Parts } from "../zip.ts";

/** Brings what pptxgenjs 4.0.1 writes to the schema of PowerPoint, which else offers to repair the file: lists in their order, one
 * setting of a paragraph before its words, a body in each shape, a theme for the notes, and no notes where nothing is noted. */
export function toSchema(parts: Parts): Parts {
  const mended = mendParts(withNotesTheme(withoutEmptyNotes(parts)), [
    [/^ppt\/presentation\.xml$/, notesMasterFirst],
    [/^ppt\/(slides|slideLayouts|slideMasters)\/[^/]+\.xml$/, shapes],
    [/^ppt\/notesSlides\/[^/]+\.xml$/, paragraphs],
  ]);
  return mendParts(mended, [[/^\[Content_Types\]\.xml$/, (types) => listed(types, mended)]]);
}

function notesMasterFirst(presentation: string): string {
  const [list = ""] = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(presentation) ?? [];
  return presentation.replace(list, "").replace("<p:sldIdLst>", () => `${list}<p:sldIdLst>`);
}

const emptyBody = '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody>';

function shapes(slide: string): string {
  return slide
    .replace(/<p:sp>.*?<\/p:sp>/gs, (shape) =>
      shape.includes("<p:txBody>") ? shape : shape.replace("</p:sp>", () => `${emptyBody}</p:sp>`),
    )
    .replace(/<a:p>.*?<\/a:p>/gs, setOnce)
    .replace(/(<p:bgPr>(?:(?!<a:effectLst\/>).)*?)<\/p:bgPr>/gs, "$1<a:effectLst/></p:bgPr>");
}

/** A paragraph whose settings are those before its first words. */
function setOnce(paragraph: string): string {
  const settings = /<a:pPr\b[^>]*?(?:\/>|>.*?<\/a:pPr>)/gs;
  return paragraph.replace(settings, (found, at: number) => (at === "<a:p>".length ? found : ""));
}

/** Each line of the notes as a paragraph. */
function paragraphs(notes: string): string {
  return notes.replace(
    /<a:p><a:r>(<a:rPr[^>]*>)<a:t>([^<]*)<\/a:t><\/a:r>.*?<\/a:p>/s,
    (_, look, text: string) =>
      text
        .split(/\r?\n/)
        .map((line) => `<a:p><a:r>${look}<a:t>${line}</a:t></a:r></a:p>`)
        .join(""),
  );
}

function withoutEmptyNotes(parts: Parts): Parts {
  const empty = Object.keys(parts).filter(
    (name) => /^ppt\/notesSlides\/[^/]+$/.test(name) && /<a:t><\/a:t>/.test(textOf(parts, name)),
  );
  const dropped = new Set(empty.flatMap((name) => [name, relationsOf(name)]));
  const kept = Object.fromEntries(Object.entries(parts).filter(([name]) => !dropped.has(name)));
  return mendParts(kept, [
    [
      /^ppt\/slides\/_rels\/.*\.rels$/,
      (relations) =>
        relations.replace(
          /<Relationship [^>]*?Target="\.\.\/(notesSlides\/[^"]+)"[^>]*\/>/g,
          (whole, target) => (dropped.has(`ppt/${target}`) ? "" : whole),
        ),
    ],
  ]);
}

const slidesTheme = "ppt/theme/theme1.xml";
const notesTheme = "ppt/theme/theme2.xml";

/** The notes have a theme of their own, as two masters may not share one. */
function withNotesTheme(parts: Parts): Parts {
  const theme = parts[slidesTheme];
  if (!theme) throw new Error("The presentation was written without a theme");
  return mendParts({ ...parts, [notesTheme]: theme }, [
    [/^ppt\/notesMasters\/_rels\/.*\.rels$/, (relations) => relations.replace("theme1.xml", "theme2.xml")],
  ]);
}

/** The list of parts: what the library names and does not write is taken out, and the theme of the notes is named. */
function listed(types: string, parts: Parts): string {
  const theme = `<Override PartName="/${notesTheme}" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>`;
  return types
    .replace(/<Override PartName="\/([^"]+)"[^>]*\/>/g, (whole, name: string) => (parts[name] ? whole : ""))
    .replace("</Types>", () => `${theme}</Types>`);
}

/** The part that says what another one refers to. */
function relationsOf(name: string): string {
  return name.replace(/([^/]+)$/, "_rels/$1.rels");
}

function textOf(parts: Parts, name: string): string {
  return strFromU8(parts[name] ?? strToU8(""));
}
