import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Me, RequestView } from '../../channels/tab/contract';
import type { TabApi } from '../api';
import type { TabHost } from '../host';
import { PageNotices } from './page-notices';
import { RequestDetails } from './request-details';
import { RequestHeader } from './request-header';
import { RequestPhoto } from './request-photo';
import { RequestTimeline } from './request-timeline';
import { RequestVerbs } from './request-verbs';
import { RequestAbsent, RequestLoading } from './request-waits';
import { useRequest } from './use-request';
import { VerbDialog } from './verb-dialog';

const PictureField = lazy(async () => ({ default: (await import('../draft/picture-field.tsx')).PictureField }));

export interface RequestPageProps {
  /** `VR-7K3M9QXA` */
  reference: string;
  /** Whether a link leads to the photo. */
  isLedToPhoto: boolean;
  api: TabApi;
  host: TabHost;
  me: Me;
  /** Goes back to the list; absent in the preview beside it. */
  onBack?: (() => void) | undefined;
  /** Called when the request differs from its row in the lists. */
  onChanged(now?: RequestView): void;
}

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    maxWidth: '1400px',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 599px)': { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}` },
    // The preview beside a list is narrower than the window.
    containerType: 'inline-size',
    // Names, addresses and typed text may contain one long word.
    overflowWrap: 'anywhere',
  },
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalXL,
    '@container (min-width: 900px)': {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(300px, 380px)',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  facts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL },
});

/** The page of a request: its details, its history and the verbs that the reader may use now. */
export function RequestPage(props: RequestPageProps) {
  // The key resets all state for another request.
  return <OneRequest key={props.reference} {...props} />;
}

function OneRequest({ reference, isLedToPhoto, api, host, me, onBack, onChanged }: RequestPageProps) {
  const styles = useStyles();
  const [state, { dispatch, press, submit, find }] = useRequest({ reference, api, me, onChanged });
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLElement>(null);
  const { request, dialog, doneCount } = state;

  const isShown = request !== undefined;
  useEffect(() => {
    if (!isShown) return;
    // On the first render only if nobody has moved the focus meanwhile.
    if (doneCount > 0 || document.activeElement === document.body) heading.current?.focus();
  }, [isShown, doneCount]);

  function close(): void {
    dispatch({ is: 'closed' });
    // The button that opened the dialog may have disappeared.
    const back = opener.current;
    setTimeout(() => (back?.isConnected ? back : heading.current)?.focus());
  }

  return (
    <article className={styles.page}>
      <RequestHeader request={request} heading={heading} onBack={onBack}>
        <PageNotices state={state} onDismiss={(what) => dispatch({ is: 'dismissed', what })} />
      </RequestHeader>
      {state.stage === 'loading' && <RequestLoading />}
      {state.failure && (
        <RequestAbsent failure={state.failure} onAgain={state.stage === 'failed' ? () => dispatch({ is: 'asked-again' }) : undefined} />
      )}
      {request && (
        <>
          <RequestVerbs
            request={request}
            sending={state.sending}
            host={host}
            chatUrl={me.chatUrl}
            onMovedOn={() => dispatch({ is: 'outdated' })}
            onPress={(offer, from) => {
              opener.current = from;
              press(offer);
            }}
          />
          <div className={styles.body}>
            <div className={styles.facts}>
              {request.photoWanted && (
                <Suspense>
                  <PictureField
                    label={request.photoWanted.label}
                    input={{ kind: 'picture', isThere: false, notice: request.photoWanted.notice }}
                    problem={undefined}
                    link={async () => (await api.proposedPhotoLink(reference)).upload}
                    onAdded={() => dispatch({ is: 'outdated' })}
                  />
                </Suspense>
              )}
              <RequestDetails groups={request.groups} />
              {request.hasPhoto && (
                <RequestPhoto
                  reference={reference}
                  visitor={request.visitor}
                  isLedTo={isLedToPhoto}
                  api={api}
                  onShown={() => dispatch({ is: 'outdated' })}
                />
              )}
            </div>
            <RequestTimeline key={request.earlier ?? 0} request={request} api={api} />
          </div>
        </>
      )}
      {dialog && request && (
        <VerbDialog
          dialog={dialog}
          request={request}
          typed={state.typed[dialog.offer.verb] ?? {}}
          isSending={state.sending !== undefined}
          find={find}
          onColleague={(colleague) => dispatch(colleague ? { is: 'chosen', colleague } : { is: 'another-address' })}
          onTyped={(typed) => dispatch({ is: 'typed', verb: dialog.offer.verb, typed })}
          onSubmit={submit}
          onClose={close}
        />
      )}
    </article>
  );
}
