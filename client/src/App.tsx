import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { untilLoaded } from './api/until-loaded.js';
import { RefusedByServer } from './state/call-errors.js';
import { Empty, Loading } from './ui/feedback.js';
import { KeysProvider } from './ui/keys.js';
import { cssVariables, theme } from './ui/theme.js';
import { ArticlesScreen } from './views/articles/ArticlesScreen.js';
import { DeskScreen } from './views/desk/DeskScreen.js';
import { Frame } from './views/frame/Frame.js';
import { KeptFocus } from './views/frame/KeptFocus.js';
import { Invitation } from './views/session/Invitation.js';
import { SessionGate } from './views/session/Session.js';

const ArticleScreen = lazy(() => untilLoaded(() => import('./views/article/ArticleScreen.js')).then((m) => ({ default: m.ArticleScreen })));
const ClaimScreen = lazy(() => untilLoaded(() => import('./views/claim/ClaimScreen.js')).then((m) => ({ default: m.ClaimScreen })));
const HistoryScreen = lazy(() => untilLoaded(() => import('./views/history/HistoryScreen.js')).then((m) => ({ default: m.HistoryScreen })));
const HistoryList = lazy(() => untilLoaded(() => import('./views/history/HistoryList.js')).then((m) => ({ default: m.HistoryList })));
const NamesScreen = lazy(() => untilLoaded(() => import('./views/names/NamesScreen.js')).then((m) => ({ default: m.NamesScreen })));
const MembersScreen = lazy(() => untilLoaded(() => import('./views/members/MembersScreen.js')).then((m) => ({ default: m.MembersScreen })));

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // A refusal will not change by asking again; a lost connection may.
      retry: (count, error) => !(error instanceof RefusedByServer && error.status < 500) && count < 3,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-left" limit={3} />
      <QueryClientProvider client={queryClient}>
        <KeysProvider>
          <KeptFocus />
          <Switch>
            <Route path="/invitation/:token">{({ token }) => <Invitation token={token} />}</Route>
            <Route>
              <SessionGate>
                <Screens />
              </SessionGate>
            </Route>
          </Switch>
        </KeysProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Screens() {
  return (
    <Frame>
      <Suspense fallback={<Loading what="the screen" />}>
        <Switch>
          <Route path="/">{() => <DeskScreen initialTab="waiting" />}</Route>
          <Route path="/claims">{() => <DeskScreen initialTab="all" />}</Route>
          <Route path="/articles">{() => <ArticlesScreen />}</Route>
          <Route path="/articles/:id">{({ id }) => <ArticleScreen key={id} id={id} />}</Route>
          <Route path="/articles/:id/history">{({ id }) => <HistoryScreen key={id} object="article" id={id} />}</Route>
          <Route path="/claims/:id">{({ id }) => <ClaimScreen key={id} id={id} />}</Route>
          <Route path="/claims/:id/history">{({ id }) => <HistoryScreen key={id} object="claim" id={id} />}</Route>
          <Route path="/history">{() => <HistoryList />}</Route>
          <Route path="/names">{() => <NamesScreen />}</Route>
          <Route path="/members">{() => <MembersScreen />}</Route>
          <Route>{() => <Empty title="There is no such page">The address may be mistyped.</Empty>}</Route>
        </Switch>
      </Suspense>
    </Frame>
  );
}
