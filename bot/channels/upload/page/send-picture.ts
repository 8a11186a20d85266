import { type Crop, writeCrop } from '../../../domain/photo/portrait';
import { type UploadProblem, uploadSentence } from '../../../domain/photo/upload-words';

/** `isLast`: another try by the same link cannot help. */
export type PictureReply = { ok: true } | { ok: false; sentence: string; isLast: boolean };

interface Picture {
  /** What the header `x-upload` takes. */
  link: string;
  file: File;
  crop: Crop;
  /** Reports the progress, from 0 to 100. */
  onProgress(percent: number): void;
}

/** Asks the server whose photo the link is for; undefined where that has no name yet, or there is no answer. */
export async function headingFor(link: string): Promise<string | undefined> {
  try {
    const response = await fetch('/photo/whose', { method: 'POST', headers: { 'x-upload': link } });
    const reply: unknown = await response.json();
    return isRecord(reply) && typeof reply.heading === 'string' ? reply.heading : undefined;
  } catch {
    return undefined;
  }
}

/** Uses XMLHttpRequest, as fetch does not report upload progress. */
export function sendPicture({ link, file, crop, onProgress }: Picture): Promise<PictureReply> {
  const request = new XMLHttpRequest();
  request.open('POST', '/photo/file');
  request.responseType = 'json';
  request.timeout = 120_000;
  request.setRequestHeader('x-upload', link);
  request.setRequestHeader('x-crop', writeCrop(crop));
  request.setRequestHeader('content-type', file.type.startsWith('image/') ? file.type : 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((100 * loaded) / total)));
  return new Promise((resolve) => {
    const fail = (problem: UploadProblem) => resolve({ ok: false, sentence: uploadSentence(problem), isLast: false });
    request.addEventListener('load', () => {
      const reply: unknown = request.response;
      if (isRecord(reply) && reply.ok === true) resolve({ ok: true });
      else if (isRecord(reply) && typeof reply.sentence === 'string') {
        resolve({ ok: false, sentence: reply.sentence, isLast: request.status === 410 });
      } else fail(request.status === 413 ? 'too-large' : 'fault');
    });
    for (const end of ['error', 'timeout', 'abort'] as const) request.addEventListener(end, () => fail('no-connection'));
    request.send(file);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
