import sharp from 'sharp';

/** How many faces there are. */
export const portraitCount = 12;
const width = 600;
const height = 800;

/** Flat drawings of nobody, as JPEG of the size that the product makes of photos; the same at each run. */
export async function drawPortraits(): Promise<Uint8Array[]> {
  const faces = Array.from({ length: portraitCount }, (_, place) => portrait(place));
  return await Promise.all(faces.map(async (svg) => new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer())));
}

const skins = ['#f2d3b8', '#8d5a3a', '#d9a679', '#5c3a26', '#e8bf9a', '#b07a50'];
const hairs = ['#2b1d14', '#6b4423', '#c9a227', '#1c1c1c', '#8a8a8a', '#a0432b', '#4a3728'];
const clothes = ['#2f5d8a', '#7a3b5d', '#3c6e47', '#b5652b', '#4b4b6b'];
const grounds = ['#dfe7ee', '#eee6da', '#e3ecdf', '#ece0ea'];

/** Numbers and colours of this file alone go into the drawing. */
function portrait(place: number): string {
  const of = (colours: readonly string[]) => colours[place % colours.length]!;
  const [skin, hair, cloth] = [of(skins), of(hairs), of(clothes)];
  const isLong = place % 3 === 0;
  const hasGlasses = place % 4 === 1;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${of(grounds)}"/>
    ${isLong ? `<rect x="145" y="260" width="310" height="360" rx="130" fill="${hair}"/>` : ''}
    <rect x="255" y="500" width="90" height="130" fill="${skin}"/>
    <path d="M60 800 Q80 600 300 600 Q520 600 540 800 Z" fill="${cloth}"/>
    <ellipse cx="300" cy="370" rx="${138 + (place % 3) * 6}" ry="185" fill="${skin}"/>
    <path d="M155 350 Q160 150 300 150 Q440 150 445 350 Q400 ${230 + (place % 5) * 14} 300 ${250 - (place % 4) * 8} Q200 ${230 + (place % 5) * 14} 155 350 Z" fill="${hair}"/>
    <circle cx="248" cy="370" r="13" fill="#2a2a2a"/><circle cx="352" cy="370" r="13" fill="#2a2a2a"/>
    ${hasGlasses ? '<g fill="none" stroke="#333" stroke-width="7"><circle cx="248" cy="370" r="42"/><circle cx="352" cy="370" r="42"/><path d="M290 370 h20"/></g>' : ''}
    <path d="M300 385 l-14 60 h26" fill="none" stroke="#0003" stroke-width="7"/>
    <path d="M250 ${488 + (place % 2) * 6} Q300 ${515 + (place % 3) * 8} 350 ${488 + (place % 2) * 6}" fill="none" stroke="#8a3b3b" stroke-width="9" stroke-linecap="round"/>
  </svg>`;
}
