import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { HealthView } from '../../channels/tab/health-contract';
import { cachedStore } from '../cached-read';
import { momentWords } from '../date-words';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { healthWords } from '../words';

const useStyles = makeStyles({
  head: { margin: `${tokens.spacingVerticalM} 0 0`, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  mend: { color: tokens.colorNeutralForeground3 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalL },
});

/** Problems of the deployment, each with how to mend it. The page is read-only. */
export function HealthPage() {
  const styles = useStyles();
  const { api, me } = useTab();
  const store = useMemo(() => cachedStore(() => api.health()), [api]);
  const { value, problem, isReading } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.read(), [store]);
  const again = () => void store.read();
  if (problem && !value) return <Trouble problem={problem} onAgain={again} />;
  if (!value) {
    return (
      <>
        <Text as="p" role="status">
          {healthWords.looking}
        </Text>
        <LoadingRows count={5} />
      </>
    );
  }
  const toMend = value.findings.filter(({ is }) => is === 'problem');
  const toCheck = value.findings.filter(({ is }) => is === 'unknown');
  return (
    <>
      {problem && <Trouble problem={problem} onAgain={again} />}
      {value.findings.length === 0 && <Text as="p">{healthWords.allWell}</Text>}
      <Findings heading={healthWords.toMend(toMend.length)} findings={toMend} />
      <Findings heading={healthWords.toCheck(toCheck.length)} findings={toCheck} />
      <div className={styles.foot}>
        <Button disabledFocusable={isReading} onClick={again}>
          {healthWords.again}
        </Button>
        <Text className={styles.mend} role="status">
          {isReading ? healthWords.looking : healthWords.lookedAt(momentWords(value.lookedAt, me.zone))}
        </Text>
      </div>
    </>
  );
}

function Findings({ heading, findings }: { heading: string; findings: HealthView['findings'] }) {
  const styles = useStyles();
  if (findings.length === 0) return null;
  return (
    <section>
      <h2 className={styles.head}>{heading}</h2>
      <ul className={styles.list}>
        {findings.map(({ what, mend }) => (
          <li key={what} className={styles.item}>
            <Text weight="semibold">{what}</Text>
            <Text className={styles.mend}>{mend}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
