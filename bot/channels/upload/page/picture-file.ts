import { formatOf, maxBytes, maxPixels, maxZoom, type Size } from '../../../domain/photo/portrait';
import type { UploadProblem } from '../../../domain/photo/upload-words';

/** What the server would refuse is said before it is sent. The address shows the picture until it is revoked. */
export async function inspect(file: File): Promise<{ address: string; size: Size } | { problem: UploadProblem }> {
  if (file.size === 0) return { problem: 'empty' };
  if (file.size > maxBytes) return { problem: 'too-large' };
  const start = await file
    .slice(0, 12)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  if (!formatOf(new Uint8Array(start))) return { problem: 'not-an-image' };
  const address = URL.createObjectURL(file);
  const image = new Image();
  image.src = address;
  const problem = await image.decode().then(
    () => sizeProblem({ width: image.naturalWidth, height: image.naturalHeight }),
    () => 'cannot-show' as const,
  );
  if (!problem) return { address, size: { width: image.naturalWidth, height: image.naturalHeight } };
  URL.revokeObjectURL(address);
  return { problem };
}

function sizeProblem(size: Size): UploadProblem | undefined {
  if (size.width * size.height > maxPixels) return 'too-many-pixels';
  return maxZoom(size) < 1 ? 'too-small' : undefined;
}
