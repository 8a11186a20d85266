import type { PhotoReply, PhotoTask } from '../bot/adapters/photo/photo-child';
import { decodePhoto } from '../bot/adapters/photo/photo-image';

/** The process in which pictures are opened, started by bot/adapters/photo/photo-child.ts. */
process.on('message', ({ bytes, crop }: PhotoTask) => {
  decodePhoto(bytes, crop).then(sendToParent, (fault: unknown) => sendToParent({ fault: fault instanceof Error ? fault.name : 'Unknown' }));
});

// The parent is gone. Any other way to end would wait for a picture that is being decoded.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

function sendToParent(message: PhotoReply): void {
  process.send?.(message);
}
