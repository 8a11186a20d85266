/** Where tables become cards and buttons lose their words: a phone, or Teams' narrow side pane. For `makeStyles`. */
export const narrow = '@media (max-width: 640px)';

/** For whoever listens to the page: said, not shown. For `makeStyles`. */
export const heard = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
} as const;
