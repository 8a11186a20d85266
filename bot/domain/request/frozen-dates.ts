import type { FormContext } from '../form/form-context';
import type { Changed } from './records';

/**
 * For a returned request: a date left blank stays what it was frozen at, whatever the organisation’s dates are by now.
 * Another department has dates of its own.
 */
export function withFrozenDates(context: FormContext, changes: Changed | undefined): FormContext {
  if (!changes) return context;
  const { department: id, revision: _seen, photo: _shown, question: _asked, ...frozen } = changes;
  return { ...context, departments: context.departments.map((one) => (one.id === id ? { ...one, ...frozen } : one)) };
}
