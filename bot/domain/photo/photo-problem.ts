export type PhotoProblem = 'empty' | 'not-an-image' | 'too-large' | 'too-many-pixels' | 'too-small' | 'damaged' | 'busy';
