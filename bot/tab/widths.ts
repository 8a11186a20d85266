/** Where tables become cards and buttons lose their words: a phone, or Teams' narrow side pane. For `makeStyles`. */
export const narrow = '@media (max-width: 760px)';
