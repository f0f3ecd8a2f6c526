import './frame.css';
import { ActionIcon, Menu, Tooltip, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconLogout, IconMenu2, IconMoon, IconSearch, IconSun, IconUsers } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '#shared/protocol/routes.js';
import { queryKeys } from '../../state/query-keys.js';
import { initialsOf, ROLE_WORDS } from '../../state/words.js';
import { Key, useKeys } from '../../ui/keys.js';
import { Avatar, Avatars } from '../../ui/people.js';
import { useSession } from '../session/Session.js';
import { useCommand } from '../session/use-command.js';
import { useMembers } from '../session/use-queries.js';
import { ConnectionChip } from './ConnectionChip.js';
import { KeyHelp } from './KeyHelp.js';
import { OutdatedNotice } from './notices/OutdatedNotice.js';
import { Palette } from './Palette.js';
import { useScrollMemory } from './use-scroll-memory.js';

const PLACES = [
  { path: '/', name: 'Desk', keys: 'g d' },
  { path: '/articles', name: 'Articles', keys: 'g a' },
  { path: '/claims', name: 'Claims', keys: 'g c' },
  { path: '/history', name: 'History', keys: 'g h' },
] as const;

/** The frame of every signed-in screen. */
export function Frame({ children }: { children: ReactNode }) {
  const [location, navigate] = useLocation();
  const [help, setHelp] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { toggleColorScheme } = useMantineColorScheme();
  useKeys('Everywhere', [
    ...PLACES.map((place) => ({ keys: place.keys, does: `Go to ${place.name}`, run: () => navigate(place.path) })),
    { keys: '?', does: 'Show the keys of this screen', run: () => setHelp(true) },
    { keys: '\\', does: 'Light or dark', run: () => toggleColorScheme() },
  ]);
  const arrived = useCallback(() => main.current?.focus({ preventScroll: true }), []);
  useScrollMemory(location, arrived);
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="frame-head no-print">
        <PlacesMenu />
        <Link href="/" className="frame-brand">
          Assay
        </Link>
        <nav className="frame-nav" aria-label="Places">
          {PLACES.map((place) => (
            <Link key={place.path} href={place.path} aria-current={isAt(location, place.path) ? 'page' : undefined}>
              {place.name}
            </Link>
          ))}
        </nav>
        <div className="frame-end">
          <UnstyledButton className="frame-search" onClick={() => spotlight.open()}>
            <IconSearch size={15} aria-hidden />
            <span style={{ flex: 1 }}>Search or command</span>
            <Key>⌘K</Key>
          </UnstyledButton>
          <ActionIcon className="only-narrow" aria-label="Search or command" onClick={() => spotlight.open()}>
            <IconSearch size={18} />
          </ActionIcon>
          <ConnectionChip />
          <OnlinePeople />
          <ColourSchemeButton />
          <UserMenu showHelp={() => setHelp(true)} />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1} className="frame-main">
        <OutdatedNotice />
        {children}
      </main>
      <Palette showHelp={() => setHelp(true)} />
      <KeyHelp opened={help} close={() => setHelp(false)} />
    </>
  );
}

function isAt(location: string, path: string): boolean {
  if (location.endsWith('/history')) return path === '/history';
  return path === '/' ? location === '/' : location.startsWith(path);
}

function PlacesMenu() {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon className="only-narrow" aria-label="Places">
          <IconMenu2 size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {PLACES.map((place) => (
          <Menu.Item key={place.path} component={Link} href={place.path}>
            {place.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function OnlinePeople() {
  const members = useMembers();
  const { user } = useSession();
  const online = (members.data?.members ?? []).filter((member) => member.online && member.id !== user.id);
  if (online.length === 0) return null;
  return (
    <span className="frame-people">
      <Avatars people={online} most={6} label="Colleagues here now" />
    </span>
  );
}

function ColourSchemeButton() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Use ${other} colours`}>
      <ActionIcon aria-label={`Use ${other} colours`} onClick={() => setColorScheme(other)}>
        {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

function UserMenu({ showHelp }: { showHelp: () => void }) {
  const { user, team, email } = useSession();
  const signOut = useCommand(routes.signOut);
  const queryClient = useQueryClient();
  const leave = async (): Promise<void> => {
    await signOut.run({});
    queryClient.clear();
    queryClient.setQueryData(queryKeys.session, null);
    window.location.assign('/');
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          aria-label={`${initialsOf(user.name)}, ${user.name}: your menu`}
          style={{ borderRadius: '50%', display: 'inline-flex' }}
        >
          <Avatar person={user} suffix=" (you)" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong style={{ color: 'var(--ink)' }}>{user.name}</strong>, {ROLE_WORDS[user.role].name.toLowerCase()}
          <br />
          {email}
          <br />
          {team.name}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} href="/members" leftSection={<IconUsers size={16} />}>
          Members and policy
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Key>?</Key>} onClick={showHelp}>
          Keys
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
