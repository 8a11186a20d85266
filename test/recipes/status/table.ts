import { type Status, statuses, statusTable } from '../../../bot/domain/statuses/table';
import { onHold } from './on-hold';

/** The line in the table: entered here, so that the product's own stays as it is. */
Object.assign(statusTable, { 'on-hold': onHold });
statuses.push('on-hold' as Status);
