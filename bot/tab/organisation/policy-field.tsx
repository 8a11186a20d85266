import { Field, Input, makeStyles, Select, Text, Textarea, tokens } from '@fluentui/react-components';
import type { PolicyView } from '../../channels/tab/policy-contract';
import { policyWords } from './words';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
  short: { maxWidth: '240px' },
  theirs: { color: tokens.colorPaletteDarkOrangeForeground1, overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
});

export interface TypedField {
  name: string;
  value: string;
  mistake: string | undefined;
  /** The value that another admin has saved meanwhile. */
  theirs: string | undefined;
  isFixed: boolean;
  onType(value: string): void;
}

interface PolicyFieldProps extends TypedField {
  field: PolicyView['sections'][number]['fields'][number];
}

/** One value of the policy, with its validation message and another admin's value on conflict. */
export function PolicyField({ field, name, value, mistake, theirs, isFixed, onType }: PolicyFieldProps) {
  const styles = useStyles();
  const { kind, label, hint, options = [] } = field;
  const beside = mistake === undefined ? {} : ({ validationState: 'error', validationMessage: mistake } as const);
  const shown = kind === 'choice' ? (options.find(({ id }) => id === theirs)?.label ?? theirs) : theirs;
  return (
    <div className={styles.box}>
      <Field label={label} {...(hint !== undefined && { hint })} {...beside}>
        {kind === 'choice' ? (
          <Select className={styles.short} name={name} value={value} disabled={isFixed} onChange={(_, chosen) => onType(chosen.value)}>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.label}
              </option>
            ))}
          </Select>
        ) : kind === 'text' || kind === 'days' ? (
          <Textarea
            className={kind === 'days' ? styles.short : undefined}
            name={name}
            value={value}
            readOnly={isFixed}
            resize="vertical"
            rows={kind === 'days' ? 8 : 2}
            onChange={(_, typed) => onType(typed.value)}
          />
        ) : (
          <Input
            className={styles.short}
            name={name}
            value={value}
            readOnly={isFixed}
            autoComplete="off"
            {...(kind === 'date' ? { type: 'date' as const } : { inputMode: 'numeric' as const })}
            onChange={(_, typed) => onType(typed.value)}
          />
        )}
      </Field>
      {shown !== undefined && <Text className={styles.theirs}>{policyWords.theirs(shown)}</Text>}
    </div>
  );
}
