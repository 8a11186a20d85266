import { parseUploadHeader } from '../../../domain/photo/upload-link';
import { sending, uploadSentence } from '../../../domain/photo/upload-words';
import { cropFrame } from './crop-frame';
import { inspect } from './picture-file';
import { headingFor, sendPicture } from './send-picture';

const message = byId('message', HTMLElement);
const sections = { choose: byId('choose', HTMLElement), adjust: byId('adjust', HTMLElement), done: byId('done', HTMLElement) };
const sendButton = byId('send', HTMLButtonElement);
const againButton = byId('again', HTMLButtonElement);
const zoom = byId('zoom', HTMLInputElement);
const moves = byId('adjust', HTMLElement).querySelector<HTMLElement>('.moves') ?? missingElement('.moves');
const frameElement = byId('frame', HTMLElement);
const frame = cropFrame(frameElement, byId('picture', HTMLImageElement), zoom, moves);

const link = location.hash.slice(1);
/** The history state of the page after a successful upload, by which a reload recognises it. */
const saved = 'photo-saved';
let chosen: { file: File; address: string } | undefined;

for (const id of ['file', 'camera']) {
  const input = byId(id, HTMLInputElement);
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    // Emptied, so that choosing the same file again is a change again.
    if (file) void choose(file).finally(() => (input.value = ''));
  });
}
sendButton.addEventListener('click', () => void sendChosen());
againButton.addEventListener('click', () => {
  say('');
  showSection('choose');
  byId('file', HTMLInputElement).focus();
});
// A link opened in a tab that shows this page already changes the fragment only.
addEventListener('hashchange', () => location.reload());

if (parseUploadHeader(link)) {
  showSection('choose');
  void showWhose();
} else if (history.state === saved) showDone();
else say(uploadSentence('link-broken'));

/** Until the server has answered, and where it does not, the heading names nobody. */
async function showWhose(): Promise<void> {
  const heading = await headingFor(link);
  if (heading !== undefined) byId('heading', HTMLElement).textContent = heading;
}

async function choose(file: File): Promise<void> {
  const result = await inspect(file);
  if ('problem' in result) return say(uploadSentence(result.problem));
  say('');
  if (chosen) URL.revokeObjectURL(chosen.address);
  chosen = { file, address: result.address };
  frame.show(result.address, result.size);
  showSection('adjust');
  frameElement.focus();
}

async function sendChosen(): Promise<void> {
  if (!chosen) return;
  say('');
  lock(true);
  const answer = await sendPicture({ link, file: chosen.file, crop: frame.crop(), onProgress: progress });
  lock(false);
  if (!answer.ok) {
    say(answer.sentence);
    // Another try cannot help once the link is over.
    if (answer.isLast) for (const section of Object.values(sections)) section.hidden = true;
    return;
  }
  URL.revokeObjectURL(chosen.address);
  chosen = undefined;
  // The link is used up: it leaves the address bar and the history.
  history.replaceState(saved, '', location.pathname);
  showDone();
  // In a dialog, photo-dialog.ts closes this page.
  document.dispatchEvent(new Event('photo-saved'));
}

function showDone(): void {
  showSection('done');
  byId('privacy', HTMLElement).hidden = true;
  byId('done-title', HTMLElement).focus();
}

function lock(isLocked: boolean): void {
  frame.lock(isLocked);
  for (const control of [sendButton, againButton, zoom, ...moves.querySelectorAll('button')]) control.disabled = isLocked;
  byId('sending', HTMLElement).hidden = !isLocked;
  if (isLocked) progress(0);
  else if (document.activeElement === document.body) sendButton.focus();
}

function progress(percent: number): void {
  byId('progress', HTMLProgressElement).value = percent;
  byId('progress-text', HTMLElement).textContent = sending(percent);
}

function say(sentence: string): void {
  message.textContent = sentence;
  if (sentence) message.scrollIntoView({ block: 'nearest' });
}

function showSection(name: keyof typeof sections): void {
  for (const [key, section] of Object.entries(sections)) section.hidden = key !== name;
}

function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  return element instanceof kind ? element : missingElement(id);
}

function missingElement(what: string): never {
  throw new Error(`the page has no ${what}`);
}
