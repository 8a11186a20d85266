import type { PhotoProblem } from './photo-problem';

/** Everything that can keep a picture from being taken, found by the page or by the server. */
export type UploadProblem =
  | PhotoProblem
  /** The address has no link in it, or half of one. */
  | 'link-broken'
  /** The link was used, has expired, or its draft was discarded. */
  | 'link-over'
  | 'too-often'
  | 'cut-off'
  | 'bad-crop'
  | 'foreign-page'
  | 'cannot-show'
  | 'no-connection'
  | 'fault';

const sentences: Record<UploadProblem, string> = {
  empty: 'This file is empty. Choose another picture.',
  'not-an-image': 'This file is not a picture that can be used. Choose a JPEG, PNG or WebP picture.',
  'too-large': 'This picture is larger than 10 MB. Choose a smaller one, or save it in a smaller size first.',
  'too-many-pixels':
    'This picture has too many pixels: 50 megapixels is the most, and half of that with 16-bit colours. Save it in a smaller size first, or choose another one.',
  'too-small': 'This picture is too small for a card: at least 300 × 400 pixels are needed. Choose a larger one.',
  damaged: 'This picture is damaged or incomplete. Open and save it again, or choose another one.',
  busy: 'Too many photos are being sent just now. Try again in a moment.',
  'link-broken': 'This link is not complete. Go back to Teams and get a new link from the card.',
  'link-over': 'This link has been used or is too old. Go back to Teams and get a new link from the card.',
  'too-often': 'You have sent too many photos in a short time. Wait a minute, then send this one again.',
  'cut-off': 'The picture did not arrive whole. Check your connection and send it again.',
  'bad-crop': 'The chosen part lies outside the picture. Move the picture in the frame and send it again.',
  'foreign-page': 'The picture was not sent from this page. Open the link in Teams again.',
  'cannot-show': 'This browser cannot open the picture. Choose a JPEG, PNG or WebP picture.',
  'no-connection': 'The picture could not be sent. Check your connection and try again.',
  fault: 'Something went wrong on our side. Nothing was saved. Try again in a few minutes.',
};

/** What happened, and what to do about it. */
export function uploadSentence(problem: UploadProblem): string {
  return sentences[problem];
}

/** In place of the page's own heading, once it is known whose photo it is. */
export function photoHeading(visitor: string): string {
  return `Photo of ${visitor} for the ID card`;
}

/** What to do once the photo is saved. */
export const doneHints = {
  browser: 'You can close this page and go back to Teams.',
  dialog: 'You can close this window.',
} as const;

/** How far the sending is: `sending(40)`. */
export function sending(percent: number): string {
  return percent < 100 ? `Sending the photo: ${percent}%` : 'Checking the photo …';
}
