export function App() {
  return <main>Roundtrip</main>;
}
