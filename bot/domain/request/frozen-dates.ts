import type { FormContext } from '../form/form-context';
import type { Changed } from './records';

/**
 * For a returned request: a blank date keeps its frozen value even if the organisation’s dates have changed.
 * A newly chosen department brings its own dates.
 */
export function withFrozenDates(context: FormContext, changes: Changed | undefined): FormContext {
  if (!changes) return context;
  const { department: id, revision: _seen, photo: _shown, question: _asked, ...frozen } = changes;
  return { ...context, departments: context.departments.map((one) => (one.id === id ? { ...one, ...frozen } : one)) };
}
