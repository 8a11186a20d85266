/** The breakpoint below which tables become cards: a phone, or Teams' side pane. For `makeStyles`. */
export const narrow = '@media (max-width: 760px)';

/** The breakpoint above which a request is previewed beside its list. For `matchMedia`. */
export const roomForPreview = '(min-width: 1360px)';
