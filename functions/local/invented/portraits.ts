import sharp from 'sharp';

/** How many faces there are. */
export const portraitCount = 12;
const width = 600;
const height = 800;

/**
 * Flat drawings of nobody, as JPEG of the size that the product makes of photos; the same at each run. Drawn point by
 * point, as the product takes SVG and its like away from the image library for the whole process.
 */
export async function drawPortraits(): Promise<Uint8Array[]> {
  const faces = Array.from({ length: portraitCount }, (_, place) => painted(portraitShapes(place)));
  const raw = { width, height, channels: 3 } as const;
  return await Promise.all(faces.map(async (points) => new Uint8Array(await sharp(points, { raw }).jpeg({ quality: 80 }).toBuffer())));
}

type Colour = readonly [number, number, number];

/** An ellipse about a point; of `half`, only what lies above or below that. */
interface Shape {
  x: number;
  y: number;
  rx: number;
  ry: number;
  colour: Colour;
  half?: 'upper' | 'lower';
}

const skins: Colour[] = [
  [242, 211, 184],
  [141, 90, 58],
  [217, 166, 121],
  [92, 58, 38],
  [232, 191, 154],
  [176, 122, 80],
];
const hairs: Colour[] = [
  [43, 29, 20],
  [107, 68, 35],
  [201, 162, 39],
  [28, 28, 28],
  [138, 138, 138],
  [160, 67, 43],
  [74, 55, 40],
];
const clothes: Colour[] = [
  [47, 93, 138],
  [122, 59, 93],
  [60, 110, 71],
  [181, 101, 43],
  [75, 75, 107],
];
const grounds: Colour[] = [
  [223, 231, 238],
  [238, 230, 218],
  [227, 236, 223],
  [236, 224, 234],
];
const dark: Colour = [42, 42, 42];
const lips: Colour = [138, 59, 59];

/** From the back to the front. */
function portraitShapes(place: number): Shape[] {
  const of = (colours: readonly Colour[]) => colours[place % colours.length] ?? dark;
  const [skin, hair] = [of(skins), of(hairs)];
  const eyes = [248, 352];
  const glasses = eyes.flatMap((x) => [
    { x, y: 370, rx: 46, ry: 46, colour: dark },
    { x, y: 370, rx: 39, ry: 39, colour: skin },
  ]);
  return [
    { x: 300, y: 400, rx: 1_000, ry: 1_000, colour: of(grounds) },
    ...(place % 3 === 0 ? [{ x: 300, y: 440, rx: 175, ry: 230, colour: hair }] : []),
    { x: 300, y: 800, rx: 240, ry: 200, colour: of(clothes) },
    { x: 300, y: 560, rx: 55, ry: 90, colour: skin },
    { x: 300, y: 320, rx: 158, ry: 175, colour: hair, half: 'upper' },
    { x: 300, y: 380, rx: 138 + (place % 3) * 6, ry: 150 + (place % 4) * 9, colour: skin },
    ...(place % 4 === 1 ? glasses : []),
    ...eyes.map((x) => ({ x, y: 370, rx: 13, ry: 13, colour: dark })),
    { x: 300, y: 478, rx: 48, ry: 14 + (place % 3) * 6, colour: lips, half: 'lower' },
  ];
}

function painted(shapes: Shape[]): Buffer {
  const points = Buffer.alloc(width * height * 3);
  for (const { x, y, rx, ry, colour, half } of shapes) {
    const top = half === 'lower' ? y : y - ry;
    const bottom = half === 'upper' ? y : y + ry;
    for (let row = Math.max(0, Math.ceil(top)); row < Math.min(height, bottom); row += 1) {
      const reach = rx * Math.sqrt(Math.max(0, 1 - ((row - y) / ry) ** 2));
      const first = Math.max(0, Math.ceil(x - reach));
      const last = Math.min(width, Math.floor(x + reach) + 1);
      points.fill(Uint8Array.from(colour), (row * width + first) * 3, (row * width + last) * 3);
    }
  }
  return points;
}
