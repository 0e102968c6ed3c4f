// The reader's theme and text size, and which buttons will work, set before the first paint so that nothing
// flashes or moves. The only script that blocks: keep it small. Choices live in localStorage, never in a cookie.
{
  const chosen = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage may be blocked; the system's theme and size apply
    }
  };
  const root = document.documentElement;
  root.dataset.scripted = "";
  if (navigator.canShare?.({ url: location.href })) root.dataset.sharing = "";
  const theme = chosen("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const size = chosen("size");
  if (/^[0234]$/.test(size)) root.dataset.size = size;
}
