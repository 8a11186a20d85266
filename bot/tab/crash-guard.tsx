import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { shellWords } from './words';

interface CrashGuardProps {
  /** Told once what broke, for the host. */
  onCrash?: (fault: unknown) => void;
  children: ReactNode;
}

/**
 * Stands around a page: a fault while drawing it, or a chunk that did not come (a newer version was deployed
 * meanwhile), must not leave an empty tab. React gives a class alone the means for that.
 */
export class CrashGuard extends Component<CrashGuardProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(fault: unknown) {
    this.props.onCrash?.(fault);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div role="alert">
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{shellWords.broken}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => window.location.reload()}>{shellWords.loadAgain}</Button>
          </MessageBarActions>
        </MessageBar>
      </div>
    );
  }
}
