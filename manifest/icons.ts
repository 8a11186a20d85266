import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** Both drawings show the same thing: a visitor's badge on a lanyard. */
const color = `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192" viewBox="0 0 192 192">
  <rect width="192" height="192" fill="#17424F"/>
  <path d="M58 0 L86 50 H106 L134 0 H116 L96 36 L76 0 Z" fill="#F2B544"/>
  <rect x="84" y="44" width="24" height="22" rx="5" fill="#D8E2E5"/>
  <rect x="46" y="58" width="100" height="112" rx="12" fill="#FFFFFF"/>
  <rect x="82" y="66" width="28" height="7" rx="3.5" fill="#17424F"/>
  <circle cx="96" cy="98" r="15" fill="#17424F"/>
  <path d="M68 138 C68 121 80 116 96 116 C112 116 124 121 124 138 Z" fill="#17424F"/>
  <rect x="64" y="148" width="64" height="9" rx="4.5" fill="#F2B544"/>
</svg>`;

/** The badge without its colours; only the coverage of this drawing is used, its colour is not. */
const outline = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32" fill="#FFFFFF">
  <path d="M8.5 0 H12 L16 5.5 L20 0 H23.5 L18 8 V10 H14 V8 Z"/>
  <path d="M9 9 H23 A2 2 0 0 1 25 11 V29 A2 2 0 0 1 23 31 H9 A2 2 0 0 1 7 29 V11 A2 2 0 0 1 9 9 Z M9 11 V29 H23 V11 Z" fill-rule="evenodd"/>
  <rect x="13" y="12" width="6" height="2" rx="1"/>
  <circle cx="16" cy="18.5" r="2.6"/>
  <path d="M11 27 C11 23.6 13 22.4 16 22.4 C19 22.4 21 23.6 21 27 Z"/>
</svg>`;

/** The icon in colour, a PNG of 192 × 192. */
export function colorIcon(): Promise<Buffer> {
  return sharp(Buffer.from(color)).flatten({ background: '#17424F' }).png().toBuffer();
}

/** The outline, a PNG of 32 × 32. Teams refuses any pixel that is neither white nor transparent, so the edges keep pure white. */
export async function outlineIcon(): Promise<Buffer> {
  const coverage = await sharp(Buffer.from(outline)).ensureAlpha().extractChannel('alpha').raw().toBuffer();
  const white = sharp({ create: { width: 32, height: 32, channels: 3, background: '#FFFFFF' } });
  return white
    .joinChannel(coverage, { raw: { width: 32, height: 32, channels: 1 } })
    .png()
    .toBuffer();
}

/** Writes both beside the manifest; run after a change of a drawing, and commit what it made. */
export async function drawIcons(folder = 'manifest'): Promise<void> {
  await writeFile(`${folder}/color.png`, await colorIcon());
  await writeFile(`${folder}/outline.png`, await outlineIcon());
}

if (require.main === module) void drawIcons();
