import { z } from "zod";
import { logoSize } from "./logo.ts";

/** A force's own look for its packs. The logo is a PNG or JPEG as a data address, so that a frozen pack keeps it. */
export const brandingSchema = z
  .strictObject({
    /** Headings, rules and targets. Dark enough to be read on white. */
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, "must be a colour such as #17375e")
      .refine((colour) => contrastOnWhite(colour) >= 4.5, "is too light to be read on white")
      .default("#17375e"),
    logo: z
      .string()
      .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/, "must be a PNG or JPEG as a data address")
      .max(400_000, "is larger than 300 kB")
      .refine((logo) => logoSize(logo) !== null, "is not a PNG or JPEG: its size cannot be read")
      .nullable()
      .default(null),
    external_marking: z.string().min(1).max(40).default("OFFICIAL"),
  })
  .prefault({});

/** The contrast ratio of WCAG 2.2 between a colour and white. */
function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
