<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About Dormouse</source>
   <translation>Über Dormouse</translation>
  </message>
  <message>
   <source>Version {0}. A desktop assistant that sleeps. Apache License 2.0.</source>
   <translation>Version {0}. Ein Assistent, der schläft. Apache-Lizenz 2.0.</translation>
  </message>
  <message>
   <source>It stands on the work of others:</source>
   <translation>Er steht auf der Arbeit anderer:</translation>
  </message>
  <message>
   <source>Licences</source>
   <translation>Lizenzen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>ActionRow</name>
  <message>
   <source>Copy message</source>
   <translation>Nachricht kopieren</translation>
  </message>
  <message>
   <source>Edit and send again</source>
   <translation>Bearbeiten und neu senden</translation>
  </message>
  <message>
   <source>Answer again</source>
   <translation>Neu antworten</translation>
  </message>
  <message>
   <source>Good answer</source>
   <translation>Gute Antwort</translation>
  </message>
  <message>
   <source>Bad answer</source>
   <translation>Schlechte Antwort</translation>
  </message>
  <message>
   <source>Why this answer</source>
   <translation>Warum diese Antwort</translation>
  </message>
  <message>
   <source>Earlier version</source>
   <translation>Frühere Fassung</translation>
  </message>
  <message>
   <source>Later version</source>
   <translation>Spätere Fassung</translation>
  </message>
  <message>
   <source>Version {0} of {1}</source>
   <translation>Fassung {0} von {1}</translation>
  </message>
  <message numerus="yes">
   <source>Used %n memories</source>
   <translation>
    <numerusform>%n Erinnerung genutzt</numerusform>
    <numerusform>%n Erinnerungen genutzt</numerusform>
   </translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>{0} tokens · {1}/s</source>
   <translation>{0} Tokens · {1}/s</translation>
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <source>New temporary chat</source>
   <translation>Neuer temporärer Chat</translation>
  </message>
  <message>
   <source>Commands…</source>
   <translation>Befehle …</translation>
  </message>
  <message>
   <source>Search all conversations</source>
   <translation>Alle Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Find in this conversation</source>
   <translation>In diesem Gespräch suchen</translation>
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>Antwort anhalten</translation>
  </message>
  <message>
   <source>Answer the last message again</source>
   <translation>Letzte Nachricht neu beantworten</translation>
  </message>
  <message>
   <source>Edit my last message</source>
   <translation>Meine letzte Nachricht bearbeiten</translation>
  </message>
  <message>
   <source>Copy the last answer</source>
   <translation>Letzte Antwort kopieren</translation>
  </message>
  <message>
   <source>Rename this conversation</source>
   <translation>Gespräch umbenennen</translation>
  </message>
  <message>
   <source>Pin or unpin this conversation</source>
   <translation>Gespräch anheften oder lösen</translation>
  </message>
  <message>
   <source>Delete this conversation…</source>
   <translation>Gespräch löschen …</translation>
  </message>
  <message>
   <source>Attach a text file…</source>
   <translation>Textdatei anhängen …</translation>
  </message>
  <message>
   <source>System prompt of this conversation…</source>
   <translation>Systemprompt dieses Gesprächs …</translation>
  </message>
  <message>
   <source>Export this conversation…</source>
   <translation>Gespräch exportieren …</translation>
  </message>
  <message>
   <source>Import a conversation…</source>
   <translation>Gespräch importieren …</translation>
  </message>
  <message>
   <source>Show or hide the sidebar</source>
   <translation>Seitenleiste ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Go to the chat</source>
   <translation>Zum Chat</translation>
  </message>
  <message>
   <source>Nights</source>
   <translation>Nächte</translation>
  </message>
  <message>
   <source>Sleep now</source>
   <translation>Jetzt schlafen</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Normal size</source>
   <translation>Normale Größe</translation>
  </message>
  <message>
   <source>Switch between light and dark</source>
   <translation>Zwischen hell und dunkel wechseln</translation>
  </message>
  <message>
   <source>Quit Dormouse</source>
   <translation>Dormouse beenden</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>Chat</translation>
  </message>
 </context>
 <context>
  <name>Attachments</name>
  <message>
   <source>Remove {0}</source>
   <translation>{0} entfernen</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>ChatCommands</name>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Delete this conversation?</source>
   <translation>Dieses Gespräch löschen?</translation>
  </message>
  <message>
   <source>Its messages are removed from this machine. What was learned from it stays in Memory.</source>
   <translation>Seine Nachrichten werden von diesem Rechner entfernt. Was daraus gelernt wurde, bleibt im Gedächtnis.</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Instructions for this conversation only, such as a tone or a role.</source>
   <translation>Anweisungen nur für dieses Gespräch, etwa ein Ton oder eine Rolle.</translation>
  </message>
  <message>
   <source>System prompt</source>
   <translation>Systemprompt</translation>
  </message>
 </context>
 <context>
  <name>ChatHeader</name>
  <message>
   <source>Show or hide the sidebar</source>
   <translation>Seitenleiste ein- oder ausblenden</translation>
  </message>
  <message>
   <source>Temporary</source>
   <translation>Temporär</translation>
  </message>
  <message>
   <source>Find in this conversation</source>
   <translation>In diesem Gespräch suchen</translation>
  </message>
  <message>
   <source>Temporary chat: nothing is remembered</source>
   <translation>Temporärer Chat: nichts wird gemerkt</translation>
  </message>
  <message>
   <source>More about this conversation</source>
   <translation>Mehr zu diesem Gespräch</translation>
  </message>
  <message>
   <source>Model: {0}. Choose another one</source>
   <translation>Modell: {0}. Ein anderes wählen</translation>
  </message>
  <message>
   <source>Choose a model</source>
   <translation>Ein Modell wählen</translation>
  </message>
  <message>
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <source>{0}% of context</source>
   <translation>{0} % des Kontexts</translation>
  </message>
  <message>
   <source>About {0} of {1} tokens; older messages leave the model's view first.</source>
   <translation>Etwa {0} von {1} Tokens; ältere Nachrichten verlassen den Blick des Modells zuerst.</translation>
  </message>
 </context>
 <context>
  <name>ChatPage</name>
  <message>
   <source>Answer: {0}</source>
   <translation>Antwort: {0}</translation>
  </message>
  <message>
   <source>Open this address?</source>
   <translation>Diese Adresse öffnen?</translation>
  </message>
  <message>
   <source>It opens in your browser, outside Dormouse.</source>
   <translation>Sie öffnet sich im Browser, außerhalb von Dormouse.</translation>
  </message>
  <message>
   <source>Attach text files</source>
   <translation>Textdateien anhängen</translation>
  </message>
  <message>
   <source>“{0}” is not a text file of up to 120,000 characters.</source>
   <translation>„{0}“ ist keine Textdatei mit höchstens 120.000 Zeichen.</translation>
  </message>
  <message>
   <source>Answering in another chat</source>
   <translation>Antwortet in einem anderen Chat</translation>
  </message>
  <message>
   <source>{0} tokens/s</source>
   <translation>{0} Tokens/s</translation>
  </message>
 </context>
 <context>
  <name>Code</name>
  <message>
   <source>Code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Copy code</source>
   <translation>Code kopieren</translation>
  </message>
  <message>
   <source>code</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
 </context>
 <context>
  <name>CodeDialog</name>
  <message>
   <source>Recovery code</source>
   <translation>Wiederherstellungscode</translation>
  </message>
  <message>
   <source>Your recovery code</source>
   <translation>Ihr Wiederherstellungscode</translation>
  </message>
  <message>
   <source>Write it down or print it, and keep it away from this machine. It is shown only now and kept nowhere.</source>
   <translation>Schreiben Sie ihn auf oder drucken Sie ihn, und bewahren Sie ihn nicht bei diesem Rechner auf. Er wird nur jetzt gezeigt und nirgends gespeichert.</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Print…</source>
   <translation>Drucken …</translation>
  </message>
  <message>
   <source>I have it</source>
   <translation>Ich habe ihn</translation>
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>What would you like to do?</source>
   <translation>Was möchten Sie tun?</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>Befehl suchen</translation>
  </message>
 </context>
 <context>
  <name>Composer</name>
  <message>
   <source>Message</source>
   <translation>Nachricht</translation>
  </message>
  <message>
   <source>Write to Dormouse…</source>
   <translation>An Dormouse schreiben …</translation>
  </message>
  <message>
   <source>Attach a text file</source>
   <translation>Textdatei anhängen</translation>
  </message>
  <message>
   <source>Stop the answer</source>
   <translation>Antwort anhalten</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>{0} of {1} characters</source>
   <translation>{0} von {1} Zeichen</translation>
  </message>
 </context>
 <context>
  <name>ConversationList</name>
  <message>
   <source>Conversations</source>
   <translation>Gespräche</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Export…</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <source>Delete…</source>
   <translation>Löschen …</translation>
  </message>
 </context>
 <context>
  <name>ConversationModel</name>
  <message>
   <source>Pinned</source>
   <translation>Angeheftet</translation>
  </message>
  <message>
   <source>Older</source>
   <translation>Älter</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Letzte 7 Tage</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Letzte 30 Tage</translation>
  </message>
  <message>
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
 </context>
 <context>
  <name>Dormouse</name>
  <message>
   <source>Dormouse stays in the tray, so that it can sleep. Quit ends it.</source>
   <translation>Dormouse bleibt in der Leiste, damit es schlafen kann. „Beenden“ beendet es.</translation>
  </message>
  <message>
   <source>Good morning</source>
   <translation>Guten Morgen</translation>
  </message>
  <message numerus="yes">
   <source>Good morning. Last night I learned %n things.</source>
   <translation>
    <numerusform>Guten Morgen. Letzte Nacht habe ich etwas gelernt.</numerusform>
    <numerusform>Guten Morgen. Letzte Nacht habe ich %n Dinge gelernt.</numerusform>
   </translation>
  </message>
  <message>
   <source>Read the report</source>
   <translation>Bericht lesen</translation>
  </message>
 </context>
 <context>
  <name>DownButton</name>
  <message>
   <source>To the newest message</source>
   <translation>Zur neuesten Nachricht</translation>
  </message>
 </context>
 <context>
  <name>EmptyState</name>
  <message>
   <source>Temporary chat</source>
   <translation>Temporärer Chat</translation>
  </message>
  <message>
   <source>Nothing is remembered from it, nothing learned, and it is gone when you close Dormouse.</source>
   <translation>Nichts davon wird gemerkt, nichts gelernt, und beim Schließen ist er verschwunden.</translation>
  </message>
  <message>
   <source>Tell me about your world. I keep it on this machine, and learn it in my sleep.</source>
   <translation>Erzählen Sie mir von Ihrer Welt. Sie bleibt auf diesem Rechner, und ich lerne sie im Schlaf.</translation>
  </message>
  <message>
   <source>Still awake?</source>
   <translation>Noch wach?</translation>
  </message>
  <message>
   <source>Good morning</source>
   <translation>Guten Morgen</translation>
  </message>
  <message>
   <source>Good afternoon</source>
   <translation>Guten Tag</translation>
  </message>
  <message>
   <source>Good evening</source>
   <translation>Guten Abend</translation>
  </message>
  <message>
   <source>Introduce yourself</source>
   <translation>Sich vorstellen</translation>
  </message>
  <message>
   <source>Let me tell you about myself: </source>
   <translation>Ich erzähle von mir: </translation>
  </message>
  <message>
   <source>Talk about the day</source>
   <translation>Vom Tag erzählen</translation>
  </message>
  <message>
   <source>Today I </source>
   <translation>Heute </translation>
  </message>
  <message>
   <source>Ask what I know</source>
   <translation>Fragen, was ich weiß</translation>
  </message>
  <message>
   <source>What do you know about me?</source>
   <translation>Was weißt du über mich?</translation>
  </message>
 </context>
 <context>
  <name>EngineNews</name>
  <message>
   <source>Starting…</source>
   <translation>Startet …</translation>
  </message>
  <message>
   <source>Loading the model…</source>
   <translation>Lädt das Modell …</translation>
  </message>
  <message>
   <source>The engine stopped and is starting again. Everything you sent and typed is kept.</source>
   <translation>Der Motor ist stehen geblieben und startet neu. Alles Gesendete und Getippte ist da.</translation>
  </message>
  <message>
   <source>The engine stopped and does not start. Everything you sent is kept.</source>
   <translation>Der Motor ist stehen geblieben und startet nicht. Alles Gesendete ist da.</translation>
  </message>
  <message>
   <source>Start again</source>
   <translation>Neu starten</translation>
  </message>
 </context>
 <context>
  <name>ExamTable</name>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Vorher</translation>
  </message>
  <message>
   <source>After</source>
   <translation>Nachher</translation>
  </message>
  <message>
   <source>Expected: {0}</source>
   <translation>Erwartet: {0}</translation>
  </message>
  <message>
   <source>Right</source>
   <translation>Richtig</translation>
  </message>
  <message>
   <source>Wrong</source>
   <translation>Falsch</translation>
  </message>
 </context>
 <context>
  <name>Exchange</name>
  <message>
   <source>Export conversation</source>
   <translation>Gespräch exportieren</translation>
  </message>
  <message>
   <source>Exported to {0}.</source>
   <translation>Exportiert nach {0}.</translation>
  </message>
  <message>
   <source>{0} could not be written: {1}</source>
   <translation>{0} ließ sich nicht schreiben: {1}</translation>
  </message>
  <message>
   <source>Import conversation</source>
   <translation>Gespräch importieren</translation>
  </message>
  <message>
   <source>{0} holds no conversation that Dormouse can read.</source>
   <translation>{0} enthält kein Gespräch, das Dormouse lesen kann.</translation>
  </message>
 </context>
 <context>
  <name>FactActions</name>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Suspend</source>
   <translation>Aussetzen</translation>
  </message>
  <message>
   <source>Use again</source>
   <translation>Wieder nutzen</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Say it in the third person, as in “The user's dog is called Bramble.”</source>
   <translation>Bitte in der dritten Person, auf Englisch, etwa „The user's dog is called Bramble.“</translation>
  </message>
  <message>
   <source>Edit memory</source>
   <translation>Erinnerung bearbeiten</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
 </context>
 <context>
  <name>FactBar</name>
  <message>
   <source>Search memories</source>
   <translation>Erinnerungen durchsuchen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <source>Import and export</source>
   <translation>Import und Export</translation>
  </message>
  <message>
   <source>All, with replaced and deleted</source>
   <translation>Alle, auch ersetzte und gelöschte</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>Letzte 7 Tage</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>Letzte 30 Tage</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>Letztes Jahr</translation>
  </message>
  <message>
   <source>Current</source>
   <translation>Aktuelle</translation>
  </message>
  <message>
   <source>Every kind</source>
   <translation>Jede Art</translation>
  </message>
  <message>
   <source>Every source</source>
   <translation>Jede Quelle</translation>
  </message>
  <message>
   <source>Anywhere</source>
   <translation>Überall</translation>
  </message>
  <message>
   <source>Any age</source>
   <translation>Jedes Alter</translation>
  </message>
  <message>
   <source>Any chat</source>
   <translation>Jeder Chat</translation>
  </message>
  <message>
   <source>Filter: {0}</source>
   <translation>Filter: {0}</translation>
  </message>
 </context>
 <context>
  <name>FactDetail</name>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <source>Read from</source>
   <translation>Gelesen aus</translation>
  </message>
  <message>
   <source>In the exams</source>
   <translation>In den Prüfungen</translation>
  </message>
  <message>
   <source>Why it is where it is</source>
   <translation>Warum es ist, wo es ist</translation>
  </message>
  <message>
   <source>Pinned</source>
   <translation>Angeheftet</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Unpin</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <source>Pin</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <source>Suspend</source>
   <translation>Aussetzen</translation>
  </message>
  <message>
   <source>Use again</source>
   <translation>Wieder nutzen</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Forget everywhere…</source>
   <translation>Überall vergessen …</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Gewissheit</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <source>Answered from</source>
   <translation>Beantwortet aus</translation>
  </message>
  <message>
   <source>First seen</source>
   <translation>Zuerst</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>Zuletzt</translation>
  </message>
  <message>
   <source>Show what replaced it</source>
   <translation>Zeigen, was es ersetzt hat</translation>
  </message>
  <message>
   <source>Show in the conversation: {0}</source>
   <translation>Im Gespräch zeigen: {0}</translation>
  </message>
  <message>
   <source>Show in the conversation</source>
   <translation>Im Gespräch zeigen</translation>
  </message>
  <message>
   <source>Right answers by night</source>
   <translation>Richtige Antworten nach Nächten</translation>
  </message>
  <message>
   <source>right</source>
   <translation>richtig</translation>
  </message>
  <message>
   <source>wrong</source>
   <translation>falsch</translation>
  </message>
  <message>
   <source>Night {0}, {1}: {2}</source>
   <translation>Nacht {0}, {1}: {2}</translation>
  </message>
 </context>
 <context>
  <name>FactModel</name>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>Answered from</source>
   <translation>Beantwortet aus</translation>
  </message>
  <message>
   <source>Confidence</source>
   <translation>Gewissheit</translation>
  </message>
  <message>
   <source>Last seen</source>
   <translation>Zuletzt</translation>
  </message>
 </context>
 <context>
  <name>FactPorter</name>
  <message>
   <source>Export what is shown…</source>
   <translation>Gezeigtes exportieren …</translation>
  </message>
  <message>
   <source>Import lines of text…</source>
   <translation>Textzeilen importieren …</translation>
  </message>
  <message>
   <source>Export memories</source>
   <translation>Erinnerungen exportieren</translation>
  </message>
  <message>
   <source>Exported to {0}.</source>
   <translation>Exportiert nach {0}.</translation>
  </message>
  <message>
   <source>{0} could not be written.</source>
   <translation>{0} ließ sich nicht schreiben.</translation>
  </message>
  <message>
   <source>Import memories</source>
   <translation>Erinnerungen importieren</translation>
  </message>
  <message>
   <source>There is nothing new in this file.</source>
   <translation>In dieser Datei steht nichts Neues.</translation>
  </message>
  <message>
   <source>Each line becomes a memory. Remove what should not.</source>
   <translation>Jede Zeile wird eine Erinnerung. Entfernen Sie, was keine werden soll.</translation>
  </message>
  <message>
   <source>Say it in the third person, as in “The user's dog is called Bramble.”</source>
   <translation>Bitte in der dritten Person, auf Englisch, etwa „The user's dog is called Bramble.“</translation>
  </message>
  <message>
   <source>Add a memory</source>
   <translation>Erinnerung hinzufügen</translation>
  </message>
 </context>
 <context>
  <name>FactTable</name>
  <message>
   <source>Memories</source>
   <translation>Erinnerungen</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Find in this conversation</source>
   <translation>In diesem Gespräch suchen</translation>
  </message>
  <message>
   <source>Previous hit</source>
   <translation>Voriger Treffer</translation>
  </message>
  <message>
   <source>Next hit</source>
   <translation>Nächster Treffer</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>No hits</source>
   <translation>Keine Treffer</translation>
  </message>
 </context>
 <context>
  <name>Folded</name>
  <message>
   <source>Show {0} more</source>
   <translation>{0} weitere zeigen</translation>
  </message>
 </context>
 <context>
  <name>ForgetDialog</name>
  <message>
   <source>Forget everywhere</source>
   <translation>Überall vergessen</translation>
  </message>
  <message>
   <source>Forget this for good?</source>
   <translation>Dies endgültig vergessen?</translation>
  </message>
  <message>
   <source>Also blank the messages that it was read from</source>
   <translation>Auch die Nachrichten leeren, aus denen es stammt</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>It still lives in:</source>
   <translation>Es lebt noch in:</translation>
  </message>
  <message>
   <source>The weights that know it go out of use at once; the next night builds them without it.</source>
   <translation>Die Gewichte, die es kennen, werden sofort nicht mehr benutzt; die nächste Nacht baut sie ohne es.</translation>
  </message>
  <message>
   <source>This cannot be undone.</source>
   <translation>Das lässt sich nicht rückgängig machen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>A second look still finds it in {0} places: {1}.</source>
   <translation>Ein zweiter Blick findet es noch an {0} Stellen: {1}.</translation>
  </message>
  <message>
   <source>Forgotten. A second look finds it nowhere any more.</source>
   <translation>Vergessen. Ein zweiter Blick findet es nirgends mehr.</translation>
  </message>
  <message>
   <source>These backups could not be opened and may still hold it: {0}.</source>
   <translation>Diese Sicherungen ließen sich nicht öffnen und enthalten es vielleicht noch: {0}.</translation>
  </message>
 </context>
 <context>
  <name>InsightRow</name>
  <message>
   <source>from: {0}</source>
   <translation>aus: {0}</translation>
  </message>
  <message>
   <source>Kept</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Abgelehnt</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
 </context>
 <context>
  <name>KeepSafe</name>
  <message>
   <source>Back up now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>A dated copy beside the database. One is made before each night, too.</source>
   <translation>Eine datierte Kopie neben der Datenbank. Auch vor jeder Nacht entsteht eine.</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>Make a recovery code</source>
   <translation>Wiederherstellungscode erzeugen</translation>
  </message>
  <message>
   <source>Opens your data when the keyring has lost the key. An older code is void from then on.</source>
   <translation>Öffnet Ihre Daten, wenn der Schlüsselbund den Schlüssel verloren hat. Ein älterer Code gilt dann nicht mehr.</translation>
  </message>
  <message>
   <source>If the key is lost</source>
   <translation>Wenn der Schlüssel fehlt</translation>
  </message>
  <message>
   <source>Backed up: {0} MB, {1} copies are kept.</source>
   <translation>Gesichert: {0} MB, {1} Kopien werden aufbewahrt.</translation>
  </message>
 </context>
 <context>
  <name>LiveNight</name>
  <message>
   <source>Loss while training</source>
   <translation>Verlust beim Training</translation>
  </message>
  <message>
   <source>Asleep</source>
   <translation>Schläft</translation>
  </message>
  <message>
   <source>Wake it</source>
   <translation>Wecken</translation>
  </message>
  <message>
   <source>Stops now and keeps what is done; the night goes on from there the next time.</source>
   <translation>Hält jetzt an und behält, was getan ist; die Nacht geht beim nächsten Mal dort weiter.</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Stops after the step that is running; “Go on” continues there.</source>
   <translation>Hält nach dem laufenden Schritt an; „Weiter“ macht dort weiter.</translation>
  </message>
  <message>
   <source>Getting ready…</source>
   <translation>Macht sich bereit …</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <source>Waking up: the step that is running is finished first…</source>
   <translation>Wacht auf: der laufende Schritt wird noch beendet …</translation>
  </message>
  <message>
   <source>for {0}</source>
   <translation>seit {0}</translation>
  </message>
 </context>
 <context>
  <name>MemoryFileView</name>
  <message>
   <source>One line is one memory. Change, add or remove lines as in any text; your own lines are never dropped.</source>
   <translation>Eine Zeile ist eine Erinnerung. Zeilen lassen sich wie in jedem Text ändern, hinzufügen und entfernen; eigene Zeilen gehen nie verloren.</translation>
  </message>
  <message>
   <source>Memory file</source>
   <translation>Gedächtnisdatei</translation>
  </message>
  <message>
   <source>Discard changes</source>
   <translation>Änderungen verwerfen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Sichern</translation>
  </message>
 </context>
 <context>
  <name>MemoryPanel</name>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Everything Dormouse knows about you, where it knows it from, and the way to change it.</source>
   <translation>Alles, was Dormouse über Sie weiß, woher es das weiß, und wie Sie es ändern.</translation>
  </message>
  <message>
   <source>Memories</source>
   <translation>Erinnerungen</translation>
  </message>
  <message>
   <source>Memory file</source>
   <translation>Gedächtnisdatei</translation>
  </message>
  <message>
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <source>The memory file is saved.</source>
   <translation>Die Gedächtnisdatei ist gesichert.</translation>
  </message>
  <message>
   <source>{0} of {1} memories</source>
   <translation>{0} von {1} Erinnerungen</translation>
  </message>
  <message>
   <source>Nothing fits</source>
   <translation>Nichts passt</translation>
  </message>
  <message>
   <source>Nothing remembered yet</source>
   <translation>Noch nichts gemerkt</translation>
  </message>
  <message>
   <source>No memory fits the search and the filters.</source>
   <translation>Keine Erinnerung passt zu Suche und Filtern.</translation>
  </message>
  <message>
   <source>Chat a little, or add something by hand. Memories are gathered in the night.</source>
   <translation>Plaudern Sie ein wenig, oder fügen Sie etwas von Hand hinzu. Erinnerungen werden nachts gesammelt.</translation>
  </message>
 </context>
 <context>
  <name>Menus</name>
  <message>
   <source>More models…</source>
   <translation>Mehr Modelle …</translation>
  </message>
 </context>
 <context>
  <name>MessageArea</name>
  <message>
   <source>Conversation</source>
   <translation>Gespräch</translation>
  </message>
  <message>
   <source>Scroll the conversation</source>
   <translation>Gespräch rollen</translation>
  </message>
 </context>
 <context>
  <name>MessageView</name>
  <message>
   <source>Thinking…</source>
   <translation>Denkt nach …</translation>
  </message>
  <message>
   <source>You said</source>
   <translation>Sie sagten</translation>
  </message>
  <message>
   <source>Dormouse said</source>
   <translation>Dormouse sagte</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Senden</translation>
  </message>
  <message>
   <source>Thank you. What should the answer have been? It will be practised tonight. (optional)</source>
   <translation>Danke. Wie hätte die Antwort lauten sollen? Sie wird heute Nacht geübt. (freiwillig)</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Sichern</translation>
  </message>
 </context>
 <context>
  <name>ModelList</name>
  <message>
   <source>Loading {0}…</source>
   <translation>{0} wird geladen …</translation>
  </message>
  <message>
   <source>{0} of memory</source>
   <translation>{0} Arbeitsspeicher</translation>
  </message>
  <message>
   <source>{0} of disk free</source>
   <translation>{0} Platte frei</translation>
  </message>
 </context>
 <context>
  <name>ModelRow</name>
  <message>
   <source>Downloaded of {0}</source>
   <translation>Heruntergeladen von {0}</translation>
  </message>
  <message>
   <source>In use</source>
   <translation>In Gebrauch</translation>
  </message>
  <message>
   <source>Recommended</source>
   <translation>Empfohlen</translation>
  </message>
  <message>
   <source>{0} parameters</source>
   <translation>{0} Parameter</translation>
  </message>
  <message>
   <source>{0} on disk</source>
   <translation>{0} auf der Platte</translation>
  </message>
  <message>
   <source>{0} to download</source>
   <translation>{0} zu laden</translation>
  </message>
  <message>
   <source>needs {0} of memory</source>
   <translation>braucht {0} Arbeitsspeicher</translation>
  </message>
  <message>
   <source>licence unknown</source>
   <translation>Lizenz unbekannt</translation>
  </message>
  <message>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Download</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <source>Download anyway</source>
   <translation>Trotzdem laden</translation>
  </message>
  <message>
   <source>Use</source>
   <translation>Benutzen</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>paused; what has come is kept</source>
   <translation>angehalten; was da ist, bleibt</translation>
  </message>
  <message>
   <source>{0}/s</source>
   <translation>{0}/s</translation>
  </message>
  <message>
   <source>{0} left</source>
   <translation>noch {0}</translation>
  </message>
 </context>
 <context>
  <name>Models</name>
  <message>
   <source>{0} is here, every file verified.</source>
   <translation>{0} ist da, jede Datei geprüft.</translation>
  </message>
 </context>
 <context>
  <name>ModelsPage</name>
  <message>
   <source>The model is Dormouse's voice. Only a download that you ask for touches the network.</source>
   <translation>Das Modell ist die Stimme von Dormouse. Nur ein Download, den du verlangst, berührt das Netz.</translation>
  </message>
  <message>
   <source>Models</source>
   <translation>Modelle</translation>
  </message>
  <message>
   <source>What was learned belongs to the model that learned it. Another one begins with the memories in its prompt and learns them in its own nights; going back finds all as it was.</source>
   <translation>Gelerntes gehört dem Modell, das es gelernt hat. Ein anderes beginnt mit den Erinnerungen im Prompt und lernt sie in seinen eigenen Nächten; wer zurückwechselt, findet alles, wie es war.</translation>
  </message>
  <message>
   <source>Another model</source>
   <translation>Ein anderes Modell</translation>
  </message>
  <message>
   <source>Look up</source>
   <translation>Nachsehen</translation>
  </message>
  <message>
   <source>Any MLX model of the hub. Its true size is shown before anything is fetched.</source>
   <translation>Jedes MLX-Modell des Hubs. Die wahre Größe steht da, bevor etwas geladen wird.</translation>
  </message>
  <message>
   <source>By its name</source>
   <translation>Mit Namen</translation>
  </message>
  <message>
   <source>Repository of a model</source>
   <translation>Repository eines Modells</translation>
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Ordner wählen …</translation>
  </message>
  <message>
   <source>An MLX model that lies on this machine already; it is read, never changed.</source>
   <translation>Ein MLX-Modell, das schon auf diesem Rechner liegt; es wird gelesen, nie verändert.</translation>
  </message>
  <message>
   <source>From a folder</source>
   <translation>Aus einem Ordner</translation>
  </message>
  <message>
   <source>Set…</source>
   <translation>Setzen …</translation>
  </message>
  <message>
   <source>Some models ask for an account. The token is kept in the system's keyring.</source>
   <translation>Manche Modelle verlangen ein Konto. Das Token liegt im Schlüsselbund des Systems.</translation>
  </message>
  <message>
   <source>Access token</source>
   <translation>Zugangstoken</translation>
  </message>
  <message>
   <source>Choose a model folder</source>
   <translation>Modellordner wählen</translation>
  </message>
  <message>
   <source>The token from your page on the hub. Empty removes the one that is kept.</source>
   <translation>Das Token von deiner Seite im Hub. Leer entfernt das gespeicherte.</translation>
  </message>
  <message>
   <source>The token is kept.</source>
   <translation>Das Token ist gespeichert.</translation>
  </message>
  <message>
   <source>The token is removed.</source>
   <translation>Das Token ist entfernt.</translation>
  </message>
  <message>
   <source>This machine: {0}</source>
   <translation>Dieser Rechner: {0}</translation>
  </message>
  <message>
   <source>Change…</source>
   <translation>Ändern …</translation>
  </message>
 </context>
 <context>
  <name>NightHistory</name>
  <message>
   <source>All nights</source>
   <translation>Alle Nächte</translation>
  </message>
  <message>
   <source>Scores by night</source>
   <translation>Ergebnisse nach Nächten</translation>
  </message>
  <message>
   <source>Minutes by night</source>
   <translation>Minuten je Nacht</translation>
  </message>
  <message numerus="yes">
   <source>%n learned</source>
   <translation>
    <numerusform>%n gelernt</numerusform>
    <numerusform>%n gelernt</numerusform>
   </translation>
  </message>
  <message>
   <source>Night {0}: {1}</source>
   <translation>Nacht {0}: {1}</translation>
  </message>
  <message>
   <source>minutes</source>
   <translation>Minuten</translation>
  </message>
 </context>
 <context>
  <name>NightView</name>
  <message>
   <source>Nights</source>
   <translation>Nächte</translation>
  </message>
  <message>
   <source>While it sleeps, Dormouse turns what you told it into what it knows.</source>
   <translation>Im Schlaf macht Dormouse aus dem, was Sie ihm erzählt haben, was es weiß.</translation>
  </message>
  <message>
   <source>Awake</source>
   <translation>Wach</translation>
  </message>
  <message>
   <source>How deep to sleep</source>
   <translation>Wie tief schlafen</translation>
  </message>
  <message>
   <source>Nap</source>
   <translation>Nickerchen</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Nacht</translation>
  </message>
  <message>
   <source>Deep night</source>
   <translation>Tiefe Nacht</translation>
  </message>
  <message>
   <source>Sleep now</source>
   <translation>Jetzt schlafen</translation>
  </message>
  <message>
   <source>A few minutes: reviews the day and mends the memory, with a little training.</source>
   <translation>Einige Minuten: sieht den Tag durch, ordnet das Gedächtnis und übt ein wenig.</translation>
  </message>
  <message>
   <source>Reviews the day, dreams up practice, trains, and sits an exam before anything is kept.</source>
   <translation>Sieht den Tag durch, träumt sich Übungen, trainiert und legt eine Prüfung ab, ehe etwas bleibt.</translation>
  </message>
  <message>
   <source>The longest: also rebuilds the old memories from the ledger.</source>
   <translation>Die längste: baut auch die alten Erinnerungen aus dem Verzeichnis neu.</translation>
  </message>
  <message>
   <source>A night was interrupted; it goes on where it was.</source>
   <translation>Eine Nacht wurde unterbrochen; sie geht dort weiter, wo sie war.</translation>
  </message>
  <message>
   <source>Nothing is lost: it goes on where it was, when you say so or when the machine is free.</source>
   <translation>Nichts ist verloren: Es geht dort weiter, wo es war, wenn du es sagst oder der Rechner frei ist.</translation>
  </message>
  <message>
   <source>Paused</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>At most {0} minutes: {1} messages to read, {2} facts, {3} rows to practise.</source>
   <translation>Höchstens {0} Minuten: {1} Nachrichten zu lesen, {2} Fakten, {3} Zeilen zu üben.</translation>
  </message>
  <message>
   <source>The engine stopped during the night. Nothing is lost: sleep again and it goes on.</source>
   <translation>Der Motor ist in der Nacht stehen geblieben. Nichts ist verloren: beim nächsten Schlaf geht es weiter.</translation>
  </message>
  <message>
   <source>No night yet</source>
   <translation>Noch keine Nacht</translation>
  </message>
  <message>
   <source>Tell Dormouse a few things about you, then let it sleep. In the morning its report stands here: what it learned, what it doubts, and how it did in the exam.</source>
   <translation>Erzählen Sie Dormouse ein paar Dinge von sich und lassen Sie es schlafen. Am Morgen steht hier sein Bericht: was es gelernt hat, woran es zweifelt und wie die Prüfung war.</translation>
  </message>
  <message>
   <source>Undo this night?</source>
   <translation>Diese Nacht rückgängig machen?</translation>
  </message>
  <message>
   <source>The weights from before are used again at once. The facts stay in Memory, and are answered from the prompt until they are learned anew.</source>
   <translation>Die Gewichte von vorher gelten sofort wieder. Die Fakten bleiben im Gedächtnis und werden aus dem Prompt beantwortet, bis sie neu gelernt sind.</translation>
  </message>
  <message>
   <source>Undo the night</source>
   <translation>Nacht rückgängig machen</translation>
  </message>
  <message>
   <source>The night is undone.</source>
   <translation>Die Nacht ist rückgängig gemacht.</translation>
  </message>
 </context>
 <context>
  <name>NotePart</name>
  <message>
   <source>The memory's words</source>
   <translation>Die Worte der Erinnerung</translation>
  </message>
  <message>
   <source>Taken back; it will not be learned.</source>
   <translation>Zurückgenommen; es wird nicht gelernt.</translation>
  </message>
  <message>
   <source>Put back</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Warum</translation>
  </message>
  <message>
   <source>Show in Memory</source>
   <translation>In Erinnerungen zeigen</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Sichern</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>You said: “{0}”</source>
   <translation>Du sagtest: „{0}“</translation>
  </message>
 </context>
 <context>
  <name>NotedPopup</name>
  <message>
   <source>Noted from this message</source>
   <translation>Aus dieser Nachricht notiert</translation>
  </message>
 </context>
 <context>
  <name>Notes</name>
  <message numerus="yes">
   <source>Noted %n things</source>
   <translation>
    <numerusform>%n Sache notiert</numerusform>
    <numerusform>%n Dinge notiert</numerusform>
   </translation>
  </message>
  <message>
   <source>Noted: {0}</source>
   <translation>Notiert: {0}</translation>
  </message>
 </context>
 <context>
  <name>Places</name>
  <message>
   <source>memories</source>
   <translation>Erinnerungen</translation>
  </message>
  <message>
   <source>messages</source>
   <translation>Nachrichten</translation>
  </message>
  <message>
   <source>lines of the memory file</source>
   <translation>Zeilen der Gedächtnisdatei</translation>
  </message>
  <message>
   <source>dreams</source>
   <translation>Träume</translation>
  </message>
  <message>
   <source>exam questions</source>
   <translation>Prüfungsfragen</translation>
  </message>
  <message>
   <source>learned weights</source>
   <translation>gelernte Gewichte</translation>
  </message>
  <message>
   <source>drafts</source>
   <translation>Entwürfe</translation>
  </message>
  <message>
   <source>conversations</source>
   <translation>Unterhaltungen</translation>
  </message>
  <message>
   <source>conversation titles</source>
   <translation>Gesprächstitel</translation>
  </message>
  <message>
   <source>passages that memories were read from</source>
   <translation>Stellen, aus denen Erinnerungen gelesen wurden</translation>
  </message>
  <message>
   <source>lines of how memories changed</source>
   <translation>Zeilen darüber, wie sich Erinnerungen änderten</translation>
  </message>
  <message>
   <source>marks of which answer used it</source>
   <translation>Vermerke, welche Antwort sie nutzte</translation>
  </message>
  <message>
   <source>memory file</source>
   <translation>Erinnerungsdatei</translation>
  </message>
  <message>
   <source>older versions of the memory file</source>
   <translation>ältere Fassungen der Erinnerungsdatei</translation>
  </message>
  <message>
   <source>notes of nights</source>
   <translation>Notizen der Nächte</translation>
  </message>
  <message>
   <source>unfinished nights</source>
   <translation>unfertige Nächte</translation>
  </message>
  <message>
   <source>marks so that it is not learned again</source>
   <translation>Vermerke, damit es nicht neu gelernt wird</translation>
  </message>
  <message>
   <source>files of learned weights</source>
   <translation>Dateien gelernter Gewichte</translation>
  </message>
  <message>
   <source>half-trained weights</source>
   <translation>halb trainierte Gewichte</translation>
  </message>
  <message>
   <source>thoughts of the night</source>
   <translation>Gedanken der Nacht</translation>
  </message>
  <message>
   <source>morning reports</source>
   <translation>Morgenberichte</translation>
  </message>
  <message>
   <source>backups</source>
   <translation>Sicherungen</translation>
  </message>
  <message>
   <source>files</source>
   <translation>Dateien</translation>
  </message>
 </context>
 <context>
  <name>Privacy</name>
  <message>
   <source>Privacy</source>
   <translation>Privatsphäre</translation>
  </message>
  <message>
   <source>Reads one small signed file now and then, and sends nothing about you.</source>
   <translation>Liest ab und zu eine kleine signierte Datei und sendet nichts über dich.</translation>
  </message>
  <message>
   <source>Look for a newer Dormouse</source>
   <translation>Nach einem neueren Dormouse sehen</translation>
  </message>
  <message>
   <source>Show what is new</source>
   <translation>Zeigen, was neu ist</translation>
  </message>
  <message>
   <source>Every message, memory and night stays on this machine. There is no account, no telemetry and no open port.</source>
   <translation>Jede Nachricht, Erinnerung und Nacht bleibt auf diesem Rechner. Es gibt kein Konto, keine Telemetrie und keinen offenen Port.</translation>
  </message>
  <message>
   <source>The database is encrypted; its key is yours. The memory file beside it is plain text, so that you can read it.</source>
   <translation>Die Datenbank ist verschlüsselt; der Schlüssel gehört dir. Die Erinnerungsdatei daneben ist lesbarer Text, damit du sie lesen kannst.</translation>
  </message>
  <message>
   <source>An answer loads nothing by itself. A link opens only after you have seen its address.</source>
   <translation>Eine Antwort lädt nichts von selbst. Ein Link öffnet sich erst, wenn du seine Adresse gesehen hast.</translation>
  </message>
  <message>
   <source>A temporary chat is never remembered and is gone when Dormouse ends.</source>
   <translation>Ein temporärer Chat wird nie erinnert und ist fort, wenn Dormouse endet.</translation>
  </message>
  <message>
   <source>The network is touched for a model that you look up or download, and for nothing else unless you say so here.</source>
   <translation>Das Netz wird für ein Modell berührt, das du nachsiehst oder lädst, und für nichts sonst, außer du erlaubst es hier.</translation>
  </message>
 </context>
 <context>
  <name>PromptView</name>
  <message>
   <source>Write a question to see exactly what the model is given for it.</source>
   <translation>Schreiben Sie eine Frage, um genau zu sehen, was das Modell dafür bekommt.</translation>
  </message>
  <message>
   <source>What do you know about me?</source>
   <translation>Was weißt du über mich?</translation>
  </message>
  <message>
   <source>Question</source>
   <translation>Frage</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <source>{0} tokens</source>
   <translation>{0} Tokens</translation>
  </message>
 </context>
 <context>
  <name>Prose</name>
  <message>
   <source>Message text</source>
   <translation>Nachrichtentext</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
  <message>
   <source>Copy link address</source>
   <translation>Linkadresse kopieren</translation>
  </message>
 </context>
 <context>
  <name>RehearsedRow</name>
  <message>
   <source>before: {0}</source>
   <translation>vorher: {0}</translation>
  </message>
  <message>
   <source>you wrote: {0}</source>
   <translation>du schriebst: {0}</translation>
  </message>
  <message>
   <source>now: {0}</source>
   <translation>jetzt: {0}</translation>
  </message>
 </context>
 <context>
  <name>RememberSettings</name>
  <message>
   <source>What may be remembered</source>
   <translation>Was erinnert werden darf</translation>
  </message>
  <message>
   <source>Covers every chat but temporary ones, which are never read. What is known already stays.</source>
   <translation>Gilt für alle Chats außer temporären, die nie gelesen werden. Was schon bekannt ist, bleibt.</translation>
  </message>
  <message>
   <source>Remember from chats</source>
   <translation>Aus Chats erinnern</translation>
  </message>
  <message>
   <source>Kinds</source>
   <translation>Arten</translation>
  </message>
  <message>
   <source>A kind without its tick is not noted from now on. What you add by hand is kept.</source>
   <translation>Eine Art ohne Häkchen wird ab jetzt nicht notiert. Was du von Hand hinzufügst, bleibt.</translation>
  </message>
  <message>
   <source>Never remember</source>
   <translation>Nie erinnern</translation>
  </message>
  <message>
   <source>One name or phrase on each line. A sentence that names one of them is not noted.</source>
   <translation>Ein Name oder Ausdruck je Zeile. Ein Satz, der einen davon nennt, wird nicht notiert.</translation>
  </message>
  <message>
   <source>A name, an address, the name of a project …</source>
   <translation>Ein Name, eine Adresse, der Name eines Projekts …</translation>
  </message>
 </context>
 <context>
  <name>ReportView</name>
  <message>
   <source>Learned: answered from the weights now</source>
   <translation>Gelernt: jetzt aus den Gewichten beantwortet</translation>
  </message>
  <message>
   <source>Noted: answered from the prompt until learned</source>
   <translation>Gemerkt: aus dem Prompt beantwortet, bis es gelernt ist</translation>
  </message>
  <message>
   <source>Corrected</source>
   <translation>Berichtigt</translation>
  </message>
  <message>
   <source>Looked up from now on: the weights did not keep them</source>
   <translation>Ab jetzt nachgeschlagen: Die Gewichte behielten sie nicht</translation>
  </message>
  <message numerus="yes">
   <source>Forgotten: %n memories, for good</source>
   <translation>
    <numerusform>Vergessen: %n Erinnerung, für immer</numerusform>
    <numerusform>Vergessen: %n Erinnerungen, für immer</numerusform>
   </translation>
  </message>
  <message>
   <source>Asked without looking anything up</source>
   <translation>Ohne Nachschlagen gefragt</translation>
  </message>
  <message>
   <source>Nap</source>
   <translation>Nickerchen</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Nacht</translation>
  </message>
  <message>
   <source>Deep night</source>
   <translation>Tiefe Nacht</translation>
  </message>
  <message>
   <source>Learned</source>
   <translation>Gelernt</translation>
  </message>
  <message>
   <source>Learned in part</source>
   <translation>Teils gelernt</translation>
  </message>
  <message>
   <source>Kept the old weights</source>
   <translation>Alte Gewichte behalten</translation>
  </message>
  <message>
   <source>Nothing new</source>
   <translation>Nichts Neues</translation>
  </message>
  <message>
   <source>Woken early</source>
   <translation>Früh geweckt</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Gescheitert</translation>
  </message>
  <message>
   <source>before: {0}</source>
   <translation>vorher: {0}</translation>
  </message>
  <message>
   <source>Doubted: is this still so?</source>
   <translation>Bezweifelt: stimmt das noch?</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>Beantwortet</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>Ja</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nein</translation>
  </message>
  <message>
   <source>Thoughts of the night: worth keeping?</source>
   <translation>Gedanken der Nacht: behaltenswert?</translation>
  </message>
  <message>
   <source>Practised again, because you marked the answer</source>
   <translation>Noch einmal geübt, weil du die Antwort bewertet hast</translation>
  </message>
  <message>
   <source>What it cost</source>
   <translation>Was es gekostet hat</translation>
  </message>
  <message>
   <source>What each stage did</source>
   <translation>Was jede Stufe getan hat</translation>
  </message>
  <message>
   <source>Undo this night</source>
   <translation>Diese Nacht rückgängig machen</translation>
  </message>
 </context>
 <context>
  <name>ResetDialog</name>
  <message>
   <source>forget everything</source>
   <translation>alles vergessen</translation>
  </message>
  <message>
   <source>Forget everything</source>
   <translation>Alles vergessen</translation>
  </message>
  <message>
   <source>Begin anew?</source>
   <translation>Neu beginnen?</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>These go, here and in every backup: all conversations, all memories and the memory file, all that was learned into the weights, all nights with their reports.</source>
   <translation>Das geht, hier und in jeder Sicherung: alle Unterhaltungen, alle Erinnerungen und die Erinnerungsdatei, alles in die Gewichte Gelernte, alle Nächte mit ihren Berichten.</translation>
  </message>
  <message>
   <source>These stay: your settings, the models, and the key.</source>
   <translation>Das bleibt: deine Einstellungen, die Modelle und der Schlüssel.</translation>
  </message>
  <message>
   <source>This cannot be undone. Export what you want to keep first.</source>
   <translation>Das lässt sich nicht rückgängig machen. Exportiere zuerst, was du behalten willst.</translation>
  </message>
  <message>
   <source>Type “{0}” to go on:</source>
   <translation>Tippe „{0}“, um fortzufahren:</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>A second look still finds it in {0} places: {1}.</source>
   <translation>Ein zweiter Blick findet es noch an {0} Stellen: {1}.</translation>
  </message>
  <message>
   <source>Everything is forgotten. A second look finds nothing any more.</source>
   <translation>Alles ist vergessen. Ein zweiter Blick findet nichts mehr.</translation>
  </message>
  <message>
   <source>Gone:</source>
   <translation>Fort:</translation>
  </message>
 </context>
 <context>
  <name>Scores</name>
  <message>
   <source>Recall</source>
   <translation>Erinnern</translation>
  </message>
  <message>
   <source>Recall, asked indirectly</source>
   <translation>Erinnern, indirekt gefragt</translation>
  </message>
  <message>
   <source>Look-alikes told apart</source>
   <translation>Ähnliches unterschieden</translation>
  </message>
  <message>
   <source>Context wins</source>
   <translation>Kontext gewinnt</translation>
  </message>
  <message>
   <source>General kept</source>
   <translation>Allgemeines bewahrt</translation>
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Everything here takes effect at once and stays on this machine.</source>
   <translation>Alles hier wirkt sofort und bleibt auf diesem Rechner.</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Text and everything around it; also Ctrl and + or −.</source>
   <translation>Text und alles darum herum; auch mit Strg und + oder −.</translation>
  </message>
  <message>
   <source>The window's own words; Dormouse answers in the language you write in.</source>
   <translation>Die Worte des Fensters; Dormouse antwortet in Ihrer Sprache.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>On the desktop</source>
   <translation>Auf dem Schreibtisch</translation>
  </message>
  <message>
   <source>So that it is there when the machine is idle and it may sleep.</source>
   <translation>Damit es da ist, wenn der Rechner ruht und es schlafen darf.</translation>
  </message>
  <message>
   <source>Start at login</source>
   <translation>Bei der Anmeldung starten</translation>
  </message>
  <message>
   <source>Closing the window leaves Dormouse in the tray. Quit ends it.</source>
   <translation>Beim Schließen bleibt Dormouse in der Leiste. „Beenden“ beendet es.</translation>
  </message>
  <message>
   <source>Stay in the tray</source>
   <translation>In der Leiste bleiben</translation>
  </message>
  <message>
   <source>One notification when a night is over and the window is not in front.</source>
   <translation>Eine Mitteilung, wenn eine Nacht vorbei ist und das Fenster nicht vorn liegt.</translation>
  </message>
  <message>
   <source>Say good morning</source>
   <translation>Guten Morgen sagen</translation>
  </message>
  <message>
   <source>{0} brings Dormouse to the front from anywhere. A change counts from the next start.</source>
   <translation>{0} holt Dormouse von überall nach vorn. Eine Änderung gilt ab dem nächsten Start.</translation>
  </message>
  <message>
   <source>Global shortcut</source>
   <translation>Globales Tastenkürzel</translation>
  </message>
  <message>
   <source>This could not be changed: {0}</source>
   <translation>Das ließ sich nicht ändern: {0}</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <source>Choose a model…</source>
   <translation>Ein Modell wählen …</translation>
  </message>
  <message>
   <source>Larger ones to download, any other of the hub, or a folder of your own.</source>
   <translation>Größere zum Herunterladen, jedes andere des Hubs oder ein eigener Ordner.</translation>
  </message>
  <message>
   <source>Use another model</source>
   <translation>Ein anderes Modell nutzen</translation>
  </message>
  <message>
   <source>Your data</source>
   <translation>Ihre Daten</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Data folder</source>
   <translation>Datenordner</translation>
  </message>
  <message>
   <source>One encrypted database, the memory file, the weights.</source>
   <translation>Eine verschlüsselte Datenbank, die Gedächtnisdatei, die Gewichte.</translation>
  </message>
  <message>
   <source>Check now</source>
   <translation>Jetzt prüfen</translation>
  </message>
  <message>
   <source>Looks for damage, and mends what is safe to mend.</source>
   <translation>Sucht nach Schäden und behebt, was sicher zu beheben ist.</translation>
  </message>
  <message>
   <source>Is everything sound?</source>
   <translation>Ist alles heil?</translation>
  </message>
  <message>
   <source>Forget everything…</source>
   <translation>Alles vergessen …</translation>
  </message>
  <message>
   <source>Conversations, memories, learned weights, reports and backups. It asks once more.</source>
   <translation>Unterhaltungen, Erinnerungen, gelernte Gewichte, Berichte und Sicherungen. Es fragt noch einmal.</translation>
  </message>
  <message>
   <source>Begin anew</source>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <source>About</source>
   <translation>Über</translation>
  </message>
  <message>
   <source>About and licences</source>
   <translation>Über und Lizenzen</translation>
  </message>
  <message>
   <source>Nothing you write leaves this machine. There is no account, no telemetry, no port.</source>
   <translation>Nichts, was Sie schreiben, verlässt diesen Rechner. Kein Konto, keine Telemetrie, kein Port.</translation>
  </message>
  <message>
   <source>The model is loading.</source>
   <translation>Das Modell lädt.</translation>
  </message>
  <message>
   <source>{0}, {1} million parameters, reads {2} tokens at once. {3}</source>
   <translation>{0}, {1} Millionen Parameter, liest {2} Tokens auf einmal. {3}</translation>
  </message>
  <message>
   <source>Wears what it learned.</source>
   <translation>Trägt, was es gelernt hat.</translation>
  </message>
  <message>
   <source>Has not learned anything yet.</source>
   <translation>Hat noch nichts gelernt.</translation>
  </message>
  <message>
   <source>The key is in the system's keyring.</source>
   <translation>Der Schlüssel liegt im Schlüsselbund des Systems.</translation>
  </message>
  <message>
   <source>The key is in a file beside the database, because no keyring answers.</source>
   <translation>Der Schlüssel liegt in einer Datei neben der Datenbank, weil kein Schlüsselbund antwortet.</translation>
  </message>
 </context>
 <context>
  <name>Sidebar</name>
  <message>
   <source>Nights</source>
   <translation>Nächte</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Suchen</translation>
  </message>
  <message>
   <source>Search conversations</source>
   <translation>Gespräche durchsuchen</translation>
  </message>
  <message>
   <source>Nothing found for “{0}”.</source>
   <translation>Nichts gefunden für „{0}“.</translation>
  </message>
  <message>
   <source>Your conversations will stand here.</source>
   <translation>Hier werden Ihre Gespräche stehen.</translation>
  </message>
 </context>
 <context>
  <name>SleepSettings</name>
  <message>
   <source>Idle and charging</source>
   <translation>Ruhe und Ladestrom</translation>
  </message>
  <message>
   <source>Idle is enough</source>
   <translation>Ruhe genügt</translation>
  </message>
  <message>
   <source>Charging is enough</source>
   <translation>Ladestrom genügt</translation>
  </message>
  <message>
   <source>Sleep</source>
   <translation>Schlaf</translation>
  </message>
  <message>
   <source>When nobody needs the machine. It wakes at once when you come back.</source>
   <translation>Wenn niemand den Rechner braucht. Es wacht sofort auf, wenn Sie zurückkommen.</translation>
  </message>
  <message>
   <source>Sleep by itself</source>
   <translation>Von selbst schlafen</translation>
  </message>
  <message>
   <source>What it waits for</source>
   <translation>Worauf es wartet</translation>
  </message>
  <message>
   <source>How careful it is with your machine.</source>
   <translation>Wie vorsichtig es mit Ihrem Rechner umgeht.</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Von</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>Bis</translation>
  </message>
  <message>
   <source>The same time twice means at any hour. A night that was missed need not wait.</source>
   <translation>Zweimal dieselbe Zeit heißt zu jeder Stunde. Eine verpasste Nacht muss nicht warten.</translation>
  </message>
  <message>
   <source>Hours</source>
   <translation>Stunden</translation>
  </message>
 </context>
 <context>
  <name>TextBox</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
 </context>
 <context>
  <name>Tonight</name>
  <message>
   <source>By itself</source>
   <translation>Von selbst</translation>
  </message>
  <message>
   <source>Sleep when the machine is idle</source>
   <translation>Schlafen, wenn der Rechner ruht</translation>
  </message>
  <message>
   <source>Every condition</source>
   <translation>Alle Bedingungen</translation>
  </message>
  <message>
   <source>not known, counts as {0}</source>
   <translation>unbekannt, zählt als {0}</translation>
  </message>
  <message>
   <source>Falls asleep now</source>
   <translation>Schläft gleich ein</translation>
  </message>
  <message>
   <source>Waits</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <source>Would wake up</source>
   <translation>Würde aufwachen</translation>
  </message>
  <message>
   <source>Nothing new to learn</source>
   <translation>Nichts Neues zu lernen</translation>
  </message>
  <message>
   <source>Asleep</source>
   <translation>Schläft</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>Aus</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message>
   <source>Awake</source>
   <translation>Wach</translation>
  </message>
  <message>
   <source>Sleep now</source>
   <translation>Jetzt schlafen</translation>
  </message>
  <message>
   <source>Open Dormouse</source>
   <translation>Dormouse öffnen</translation>
  </message>
  <message>
   <source>New chat</source>
   <translation>Neuer Chat</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Wake it</source>
   <translation>Wecken</translation>
  </message>
  <message>
   <source>Asleep: {0} {1}%</source>
   <translation>Schläft: {0} {1} %</translation>
  </message>
 </context>
 <context>
  <name>Troubles</name>
  <message>
   <source>Wake it</source>
   <translation>Wecken</translation>
  </message>
  <message>
   <source>Open the data folder</source>
   <translation>Datenordner öffnen</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>Erneut versuchen</translation>
  </message>
 </context>
 <context>
  <name>UsedMemories</name>
  <message>
   <source>Why this answer</source>
   <translation>Warum diese Antwort</translation>
  </message>
  <message>
   <source>Looking…</source>
   <translation>Sieht nach …</translation>
  </message>
  <message>
   <source>This answer knew</source>
   <translation>Diese Antwort wusste</translation>
  </message>
  <message>
   <source>No memory bears on this answer; it is the model's own.</source>
   <translation>Keine Erinnerung betrifft diese Antwort; sie kommt vom Modell selbst.</translation>
  </message>
  <message>
   <source>Near, and not used</source>
   <translation>Nah, und nicht benutzt</translation>
  </message>
 </context>
 <context>
  <name>Welcome</name>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>Skip</source>
   <translation>Überspringen</translation>
  </message>
  <message>
   <source>A desktop assistant that sleeps. You talk by day; by night it learns what you told it.</source>
   <translation>Ein Assistent, der schläft. Am Tag reden Sie mit ihm; nachts lernt er, was Sie ihm erzählt haben.</translation>
  </message>
  <message>
   <source>This is Dormouse</source>
   <translation>Das ist Dormouse</translation>
  </message>
  <message>
   <source>Everything runs on this machine. Nothing you write leaves it.</source>
   <translation>Alles läuft auf diesem Rechner. Nichts, was Sie schreiben, verlässt ihn.</translation>
  </message>
  <message>
   <source>What it remembers stands in Memory: you can read, change and forget all of it.</source>
   <translation>Was es sich merkt, steht im Gedächtnis: Sie können alles lesen, ändern und vergessen lassen.</translation>
  </message>
  <message>
   <source>A temporary chat is never remembered, and never learned from.</source>
   <translation>Ein temporärer Chat wird nie gemerkt und nie gelernt.</translation>
  </message>
  <message>
   <source>A small one came along, so that you can begin at once. A larger one answers better and needs more of your machine.</source>
   <translation>Ein kleines kam mit, damit du sofort beginnen kannst. Ein größeres antwortet besser und braucht mehr von deinem Rechner.</translation>
  </message>
  <message>
   <source>Its voice</source>
   <translation>Seine Stimme</translation>
  </message>
  <message>
   <source>A download goes on while you talk. Under Models there are more, now and later.</source>
   <translation>Ein Download läuft weiter, während du redest. Unter Modelle gibt es mehr, jetzt und später.</translation>
  </message>
  <message>
   <source>A night takes from a few minutes to an hour. In the morning a report tells what was learned.</source>
   <translation>Eine Nacht dauert einige Minuten bis eine Stunde. Am Morgen erzählt ein Bericht, was gelernt wurde.</translation>
  </message>
  <message>
   <source>Its sleep</source>
   <translation>Sein Schlaf</translation>
  </message>
  <message>
   <source>When it may sleep</source>
   <translation>Wann es schlafen darf</translation>
  </message>
  <message>
   <source>Nothing is kept that fails the exam, and every night can be undone.</source>
   <translation>Was die Prüfung nicht besteht, bleibt nicht, und jede Nacht lässt sich rückgängig machen.</translation>
  </message>
  <message>
   <source>Start Dormouse at login</source>
   <translation>Dormouse bei der Anmeldung starten</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <source>Page {0} of {1}</source>
   <translation>Seite {0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>Words</name>
  <message>
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <source>Fast weights</source>
   <translation>Schnelle Gewichte</translation>
  </message>
  <message>
   <source>Slow weights</source>
   <translation>Langsame Gewichte</translation>
  </message>
  <message>
   <source>Known</source>
   <translation>Bekannt</translation>
  </message>
  <message>
   <source>Doubted</source>
   <translation>Bezweifelt</translation>
  </message>
  <message>
   <source>Replaced</source>
   <translation>Ersetzt</translation>
  </message>
  <message>
   <source>Suspended</source>
   <translation>Ausgesetzt</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>Gelöscht</translation>
  </message>
  <message>
   <source>Family</source>
   <translation>Familie</translation>
  </message>
  <message>
   <source>Health</source>
   <translation>Gesundheit</translation>
  </message>
  <message>
   <source>Pets</source>
   <translation>Haustiere</translation>
  </message>
  <message>
   <source>Travel</source>
   <translation>Reisen</translation>
  </message>
  <message>
   <source>Work</source>
   <translation>Arbeit</translation>
  </message>
  <message>
   <source>Home</source>
   <translation>Zuhause</translation>
  </message>
  <message>
   <source>Food</source>
   <translation>Essen</translation>
  </message>
  <message>
   <source>Hobby</source>
   <translation>Hobby</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>Termine</translation>
  </message>
  <message>
   <source>Preference</source>
   <translation>Vorliebe</translation>
  </message>
  <message>
   <source>Possession</source>
   <translation>Besitz</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Vergangenes</translation>
  </message>
  <message>
   <source>Other</source>
   <translation>Anderes</translation>
  </message>
  <message>
   <source>you wrote it</source>
   <translation>Sie schrieben es</translation>
  </message>
  <message>
   <source>you confirmed it</source>
   <translation>Sie bestätigten es</translation>
  </message>
  <message>
   <source>from a document</source>
   <translation>aus einem Dokument</translation>
  </message>
  <message>
   <source>pasted</source>
   <translation>eingefügt</translation>
  </message>
  <message>
   <source>from the web</source>
   <translation>aus dem Netz</translation>
  </message>
  <message>
   <source>from a feed</source>
   <translation>aus einem Feed</translation>
  </message>
  <message>
   <source>from the model</source>
   <translation>vom Modell</translation>
  </message>
  <message>
   <source>Sure</source>
   <translation>Sicher</translation>
  </message>
  <message>
   <source>Fairly sure</source>
   <translation>Ziemlich sicher</translation>
  </message>
  <message>
   <source>Unsure</source>
   <translation>Unsicher</translation>
  </message>
  <message>
   <source>A guess</source>
   <translation>Vermutung</translation>
  </message>
  <message>
   <source>Gather</source>
   <translation>Sammeln</translation>
  </message>
  <message>
   <source>Consolidate</source>
   <translation>Ordnen</translation>
  </message>
  <message>
   <source>Dream</source>
   <translation>Träumen</translation>
  </message>
  <message>
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <source>Exam</source>
   <translation>Prüfung</translation>
  </message>
  <message>
   <source>Wake</source>
   <translation>Aufwachen</translation>
  </message>
  <message>
   <source>{0} s</source>
   <translation>{0} s</translation>
  </message>
  <message>
   <source>{0} min</source>
   <translation>{0} min</translation>
  </message>
  <message>
   <source>{0} GB</source>
   <translation>{0} GB</translation>
  </message>
  <message>
   <source>{0} MB</source>
   <translation>{0} MB</translation>
  </message>
 </context>
</TS>
