/* Swedish for the words Streamlit has built in, and a few accessibility repairs it has no setting for.
   Works on the page as it changes; our own content (st.html and markdown) is left alone. */
"use strict";
(() => {
  const EXACT = {
    // page frame, menu and settings
    "Main menu": "Huvudmeny", "Settings": "Inställningar", "Print": "Skriv ut", "About": "Om",
    "Record a screencast": "Spela in skärmen", "Record screen": "Spela in skärmen", "Stop recording": "Sluta spela in",
    "Get help": "Hjälp", "Report a bug": "Rapportera ett fel", "Rerun": "Kör om", "Clear cache": "Töm cacheminnet",
    "Theme": "Tema", "Light": "Ljust", "Dark": "Mörkt", "System": "Som datorn", "Use system setting": "Som datorn",
    "Choose app theme": "Välj tema", "Choose app theme, colors and fonts": "Välj tema",
    "App pages": "Sidor", "Sidebar": "Sidomeny", "Expand sidebar": "Visa sidomenyn", "Collapse sidebar": "Dölj sidomenyn",
    "Open sidebar": "Visa sidomenyn", "Close sidebar": "Dölj sidomenyn", "Skip to main content": "Hoppa till innehållet",
    "Resize sidebar": "Ändra sidomenyns bredd", "Navigate to home page": "Till första sidan", "Logo": "Logotyp",
    "View less": "Visa färre", "Link to heading": "Länk till rubriken", "Notifications": "Meddelanden",
    "More options": "Fler val", "Close": "Stäng", "Cancel": "Avbryt", "Cancel (Escape)": "Avbryt (Escape)",
    "Copy": "Kopiera", "Copied": "Kopierat", "Copy to clipboard": "Kopiera", "Edit": "Ändra", "Open": "Öppna",
    "Save": "Spara", "Try again": "Försök igen", "Learn more": "Läs mer", "Help": "Hjälp", "Done": "Klart",
    // running and connection
    "Running...": "Räknar …", "Running…": "Räknar …", "RUNNING...": "Räknar …", "Stop": "Stoppa",
    "Stopping...": "Stoppar …", "Stop script": "Stoppa", "Connecting": "Ansluter", "CONNECTING": "Ansluter",
    "Please wait...": "Vänta …", "Loading...": "Läser in …", "Loading": "Läser in", "Loading…": "Läser in …",
    "Connection error": "Ingen kontakt med servern", "Network Error": "Ingen kontakt med servern",
    "Connection timed out.": "Servern svarade inte i tid.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Servern svarar inte. Sidan försöker ansluta igen av sig själv.",
    "Unable to connect to Streamlit server": "Servern svarar inte",
    "Copy version to clipboard": "Kopiera versionen",
    "Connecting to Streamlit server": "Ansluter till servern", "Connecting to static app": "Ansluter",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "Kontakten bröts. Vänta tills sidan har anslutit igen och försök på nytt.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Körs servern? Den kan behöva startas igen.",
    "Page not found": "Sidan finns inte",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Den sidan finns inte. Här visas översikten.",
    "Script execution error": "Något gick fel", "Bad message format": "Något gick fel",
    "An error has occurred, please try again.": "Något gick fel. Försök igen.", "Unknown error": "Okänt fel",
    "Unknown Error": "Okänt fel", "Error": "Fel", "Warning": "Varning", "Info": "Upplysning", "Success": "Klart",
    "This app has encountered an error. The original error message is redacted to prevent data leaks.":
      "Något gick fel. Läs in sidan igen.",
    // fields
    "Choose an option": "Välj", "Choose options": "Välj", "Choose an option...": "Välj", "Select...": "Välj",
    "Choose or add an option": "Välj eller skriv nytt", "Choose or add options": "Välj eller skriv nya",
    "Add an option": "Skriv nytt", "Add options": "Skriv nya",
    "No results": "Inga träffar", "No options to select": "Inget att välja", "No options to select.": "Inget att välja",
    "Select all": "Välj alla", "Clear all": "Ta bort alla", "Clear value": "Töm", "Clear selection": "Töm",
    "Clear": "Töm", "Clear entry": "Töm", "Selected values": "Valda", "Show password": "Visa lösenord",
    "Hide password": "Dölj lösenord", "Increment": "Öka", "Decrement": "Minska", "Search": "Sök", "No data": "Inget att visa",
    "Press Enter to apply": "Tryck Enter för att använda", "Press Enter to submit form": "Tryck Enter för att skicka",
    "Press Ctrl+Enter to apply": "Tryck Ctrl+Enter för att använda", "Press ⌘+Enter to apply": "Tryck ⌘+Enter för att använda",
    "Press Ctrl+Enter to submit form": "Tryck Ctrl+Enter för att skicka",
    "Press ⌘+Enter to submit form": "Tryck ⌘+Enter för att skicka",
    "Missing Submit Button": "Knappen för att skicka saknas", "Choose date": "Välj datum", "Choose date range": "Välj period",
    "Choose date and time": "Välj datum och tid", "Next month": "Nästa månad", "Previous month": "Föregående månad",
    "Next page": "Nästa sida", "Previous page": "Föregående sida", "Pagination": "Bläddra", "Clear date": "Töm datum",
    "Clear time": "Töm tid", "Clear dates": "Töm datum", "This field is required": "Fältet måste fyllas i",
    "This field is required.": "Fältet måste fyllas i.", "Invalid value.": "Värdet går inte att använda.",
    "Invalid input.": "Texten går inte att använda.", "Hours must be 0–23.": "Timmar ska vara 0–23.",
    "Minutes must be 0–59.": "Minuter ska vara 0–59.", "Seconds must be 0–59.": "Sekunder ska vara 0–59.",
    "Invalid time format. Please use HH:MM.": "Skriv tiden som 09:00.",
    "Invalid time format. Please use HH:MM:SS or HH:MM.": "Skriv tiden som 09:00 eller 09:00:00.",
    "Number is above the allowed range.": "Talet är för stort.", "Number is below the allowed range.": "Talet är för litet.",
    "Multiselect options": "Val", "Selectbox options": "Val", "Date range": "Period", "Quick select a date range": "Vanliga perioder",
    "Upload directories": "Välj mappar", "Click to retry upload": "Klicka för att försöka igen",
    "File size is too small.": "Filen är för liten.", "Required": "Måste fyllas i", "Please fill out this field.": "Fältet måste fyllas i.",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Gå mellan datum med piltangenterna. Enter väljer, Escape stänger.",
    // tables and charts
    "Fullscreen": "Helskärm", "Toggle fullscreen": "Helskärm", "Close fullscreen": "Lämna helskärm",
    "Exit fullscreen": "Lämna helskärm", "View fullscreen": "Helskärm", "Download as CSV": "Ladda ner som CSV",
    "Download as PNG": "Ladda ner som bild", "Download as SVG": "Ladda ner som SVG", "Show data": "Visa tabell",
    "Show chart": "Visa diagram", "Show/hide columns": "Visa eller dölj kolumner", "Add row": "Lägg till rad",
    "Delete row(s)": "Ta bort rader", "Close Search": "Stäng sökningen", "Next Result": "Nästa träff",
    "Previous Result": "Föregående träff", "Sort ascending": "Sortera stigande", "Sort descending": "Sortera fallande",
    "Hide column": "Dölj kolumn", "Pin column": "Lås kolumn", "Unpin column": "Lås upp kolumn",
    "Autosize": "Anpassa bredd", "Format": "Format", "Statistics": "Statistik", "Dataframe column menu": "Kolumnmeny",
    "Copy column name": "Kopiera kolumnens namn", "Zoom in": "Zooma in", "Zoom out": "Zooma ut", "Zoom": "Zooma",
    "Pan": "Panorera", "Autoscale": "Anpassa skalan", "Reset axes": "Återställ axlarna", "Box Select": "Markera ruta",
    "Lasso Select": "Markera fritt", "Download plot as a png": "Ladda ner som bild",
    "Download plot as a PNG": "Ladda ner som bild", "Produced with Plotly": "", "empty": "tom", "Empty": "Tom",
    // files and feedback
    "Upload": "Välj fil", "Browse files": "Välj fil", "Drag and drop file here": "Släpp en fil här",
    "Drag and drop files here": "Släpp filer här", "Drag and drop a file here": "Släpp en fil här",
    "Drag and drop directories here": "Släpp mappar här", "Add files": "Lägg till filer",
    "Too many files": "För många filer", "Only one file is allowed.": "Bara en fil kan väljas.",
    "Download failed": "Nedladdningen misslyckades", "Send message": "Skicka", "Feedback rating": "Betyg",
    "Scroll tabs right": "Fler flikar åt höger", "Scroll tabs left": "Fler flikar åt vänster",
    "All selected options have been cleared.": "Alla val är borttagna.",
  };
  const PATTERNS = [
    [/^Made with Streamlit (.*)$/, "Byggt med Streamlit $1"],
    [/^View (\d+) more$/, "Visa $1 till"],
    [/^(\d+) more$/, "$1 till"],
    [/^Remove (.+)$/, "Ta bort $1"],
    [/^Add: (.+)$/, "Lägg till: $1"],
    [/^Select (\d+) matches$/, "Välj $1 träffar"],
    [/^Page (\d+)$/, "Sida $1"],
    [/^Upload (.+)$/, "Välj fil: $1"],
    [/^Help for (.+)$/, "Hjälp om $1"],
    [/^Shortcut (.+)$/, "Kortkommando $1"],
    [/^You have requested page (.+), but no corresponding file was found.*$/, "Adressen $1 finns inte. Här visas översikten."],
    [/^Connection failed with status (.+)$/, "Ingen kontakt med servern ($1)"],
    [/^File is larger than (.+)$/, "Filen är större än $1"],
    [/^File is smaller than (.+)$/, "Filen är mindre än $1"],
    [/^(.+) per file(.*)$/, "$1 per fil$2"],
    [/^File type must be (.+)$/, "Filtypen ska vara $1"],
    [/^(.*) files? (?:are|is) not allowed\.?$/, "$1-filer går inte att använda"],
    [/^Number is above the allowed range\. .* equal to (.+)\.$/, "Talet får vara högst $1."],
    [/^Number is below the allowed range\. .* equal to (.+)\.$/, "Talet ska vara minst $1."],
    [/^Number is outside the allowed range\. .* between (.+) and (.+)\.$/, "Talet ska vara mellan $1 och $2."],
    [/^:? ?Date(?: and time)? set outside allowed range\. .* between (.+) and (.+)\.$/, " Datumet ska vara mellan $1 och $2."],
    [/^:? ?Date(?: and time)? set outside allowed range\. .* on or after (.+)\.$/, " Datumet ska vara $1 eller senare."],
    [/^:? ?Date(?: and time)? set outside allowed range\. .* on or before (.+)\.$/, " Datumet ska vara $1 eller tidigare."],
    [/^Cancel upload of (.+)$/, "Avbryt $1"],
    [/^Error: Value must be less than or equal to (.+?)\.?$/, "Värdet får vara högst $1."],
    [/^Error: Value must be greater than or equal to (.+?)\.?$/, "Värdet ska vara minst $1."],
    [/^Value must be less than or equal to (.+?)\.?$/, "Värdet får vara högst $1."],
    [/^Value must be greater than or equal to (.+?)\.?$/, "Värdet ska vara minst $1."],
    [/^You can only select up to (\d+) options?(.*)$/, "Högst $1 val går att göra."],
    // Said aloud of a list to choose from.
    [/^(\d+) options? available\.$/, "$1 alternativ."],
    [/^(.+), selected$/, "$1, vald"],
    [/^option (.+), selected\.$/, "$1 är vald."],
    [/^option (.+), deselected\.$/, "$1 är borttagen."],
  ];
  const PARTS = { year: "år", month: "månad", day: "dag", hour: "timme", minute: "minut", second: "sekund" };
  const MONTHS = {
    January: "januari", February: "februari", March: "mars", April: "april", May: "maj", June: "juni", July: "juli",
    August: "augusti", September: "september", October: "oktober", November: "november", December: "december",
  };
  PATTERNS.push([/^(year|month|day|hour|minute|second),(.*)$/, (_, part, label) => `${PARTS[part]},${label}`]);
  PATTERNS.push([/^(\d+) – ([A-Z][a-z]+)$/, (all, number, month) => MONTHS[month] ? `${number} – ${MONTHS[month]}` : all]);
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-valuetext"];
  const OURS = '[data-testid="stHtml"], .stHtml, [data-testid="stMarkdownContainer"] p ~ *, [data-sv]';
  const EXACT_MAP = new Map(Object.entries(EXACT));

  const swedish = (text) => {
    const trimmed = text.trim();
    if (!trimmed || trimmed.length > 300) return null;
    const exact = EXACT_MAP.get(trimmed);
    if (exact !== undefined) return text.replace(trimmed, exact);
    const labelled = /^([^:]{3,40}): (.+)$/s.exec(trimmed);
    const head = labelled && EXACT_MAP.get(labelled[1]);
    if (head) return `${head}: ${swedish(labelled[2]) ?? labelled[2]}`;
    for (const [pattern, into] of PATTERNS) if (pattern.test(trimmed)) return trimmed.replace(pattern, into);
    return null;
  };
  const setText = (node) => {
    if (node.data === NOTHING) empty = node;
    const into = node === empty ? whyEmpty() : swedish(node.data);
    if (into !== null && into !== node.data) node.data = into;
  };
  // A list of several choices is empty because nothing is like what is typed, or because all is chosen already.
  const NOTHING = "No results";
  let empty = null;
  const whyEmpty = () => {
    const field = document.querySelector('[data-testid="stMultiSelect"] input[aria-expanded="true"]');
    return field && !field.value ? "Alla är redan valda" : EXACT[NOTHING];
  };
  document.addEventListener("input", () => { if (empty?.isConnected) empty.data = whyEmpty(); });
  const setAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const into = value && swedish(value);
      if (into !== null && into !== "" && into !== value && value) element.setAttribute(name, into);
    }
  };
  const walk = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return setText(root);
    if (root.nodeType !== Node.ELEMENT_NODE || root.matches(OURS)) return;
    setAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(OURS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) setText(node); else setAttributes(node);
    }
  };
  const inOurs = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element !== null && element.closest(OURS) !== null;
  };

  const markCurrentPage = () => {
    for (const link of document.querySelectorAll('[data-testid="stSidebar"] a[data-testid="stPageLink-NavLink"]')) {
      const current = new URL(link.href).pathname === location.pathname;
      if (current !== (link.getAttribute("aria-current") === "page")) {
        if (current) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      }
    }
  };
  const repairRoles = () => {
    // A focusable, labelled area cannot be "presentation".
    for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')) {
      zone.setAttribute("role", "group");
    }
    // The menu is where the pages are chosen; Streamlit makes it a region as any other.
    document.querySelector('[data-testid="stSidebar"]:not([role])')?.setAttribute("role", "navigation");
    // Help texts and lists of choices are drawn beside the page, where no part of it has them.
    const beside = document.getElementById("stFloatingOverlayPortal");
    if (!beside) return;
    if (beside.childElementCount && !beside.hasAttribute("role")) {
      beside.setAttribute("role", "region");
      beside.setAttribute("aria-label", "Hjälptext eller val");
    } else if (!beside.childElementCount) {
      beside.removeAttribute("role");
      beside.removeAttribute("aria-label");
    }
  };
  let waiting = false;
  const repairSoon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; markCurrentPage(); repairRoles(); });
  };

  const observe = () => {
    document.documentElement.lang = "sv";
    walk(document.body);
    repairSoon();
    new MutationObserver((records) => {
      for (const record of records) {
        if (inOurs(record.target)) continue;
        if (record.type === "characterData") setText(record.target);
        else if (record.type === "attributes") setAttributes(record.target);
        else record.addedNodes.forEach(walk);
      }
      repairSoon();
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
    addEventListener("popstate", repairSoon);
  };
  // On a phone the menu lies over the page: close it once a page is chosen.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('[data-testid="stSidebar"] a[data-testid="stPageLink-NavLink"]');
    if (link && innerWidth < 768) {
      document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }
  });
  if (document.body) observe(); else addEventListener("DOMContentLoaded", observe);
})();
