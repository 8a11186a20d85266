import type { PictureQuestion } from '../question-kinds';

/** For the ID card only. */
export const photo: PictureQuestion = {
  kind: 'picture',
  step: 'review',
  label: 'Photo',
  noun: 'the photo',
  isVisible: (answers) => answers.idCard,
  mandatory: { missing: 'An ID card needs a photo. Please add one, or choose no ID card.' },
  row: 'none',
  isCopiedAlong: false,
};
