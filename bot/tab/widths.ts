/** Where tables become cards and buttons lose their words: a phone, or Teams' narrow side pane. For `makeStyles`. */
export const narrow = '@media (max-width: 760px)';

/** From where on a request is shown beside its list. For `matchMedia`. */
export const roomForPreview = '(min-width: 1360px)';
