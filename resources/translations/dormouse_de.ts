<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>All licence texts</source>
   <translation>Alle Lizenztexte</translation>
  </message>
  <message>
   <source>About Dormouse</source>
   <translation>Über Dormouse</translation>
  </message>
  <message>
   <source>A desktop assistant that sleeps.</source>
   <translation>Ein Assistent, der schläft.</translation>
  </message>
  <message>
   <source>Version {0}, Apache License 2.0</source>
   <translation>Version {0}, Apache-Lizenz 2.0</translation>
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
  <message numerus="yes">
   <source>Used %n memories</source>
   <translation>
    <numerusform>%n Erinnerung genutzt</numerusform>
    <numerusform>%n Erinnerungen genutzt</numerusform>
   </translation>
  </message>
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
  <message>
   <source>Next conversation</source>
   <translation>Nächstes Gespräch</translation>
  </message>
  <message>
   <source>Previous conversation</source>
   <translation>Voriges Gespräch</translation>
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
   <source>Edit the memory file</source>
   <translation>Die Gedächtnisdatei bearbeiten</translation>
  </message>
  <message>
   <source>What the model sees</source>
   <translation>Was das Modell sieht</translation>
  </message>
  <message>
   <source>Add a memory…</source>
   <translation>Eine Erinnerung hinzufügen …</translation>
  </message>
  <message>
   <source>Import memories…</source>
   <translation>Erinnerungen importieren …</translation>
  </message>
  <message>
   <source>Export memories…</source>
   <translation>Erinnerungen exportieren …</translation>
  </message>
  <message>
   <source>Back up now</source>
   <translation>Jetzt sichern</translation>
  </message>
  <message>
   <source>Make a recovery code</source>
   <translation>Wiederherstellungscode erzeugen</translation>
  </message>
  <message>
   <source>Check the data</source>
   <translation>Die Daten prüfen</translation>
  </message>
  <message>
   <source>Forget everything…</source>
   <translation>Alles vergessen …</translation>
  </message>
  <message>
   <source>Show the welcome again</source>
   <translation>Die Begrüßung noch einmal zeigen</translation>
  </message>
  <message>
   <source>About Dormouse</source>
   <translation>Über Dormouse</translation>
  </message>
 </context>
 <context>
  <name>Attachments</name>
  <message>
   <source>Remove {0}</source>
   <translation>{0} entfernen</translation>
  </message>
  <message>
   <source>Attach text files</source>
   <translation>Textdateien anhängen</translation>
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
  <name>ConditionRow</name>
  <message>
   <source>from: {0}</source>
   <translation>von: {0}</translation>
  </message>
  <message>
   <source>not known: {0}</source>
   <translation>unbekannt: {0}</translation>
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
   <source>Nothing is remembered from it, nothing learned, and it is gone when you quit Dormouse.</source>
   <translation>Nichts davon wird gemerkt, nichts gelernt, und er ist fort, wenn Sie Dormouse beenden.</translation>
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
  <name>Engine</name>
  <message>
   <source>the machine runs on battery</source>
   <translation>der Rechner läuft mit Akku</translation>
  </message>
  <message>
   <source>you were here {0} ago, less than {1}</source>
   <translation>Sie waren vor {0} noch da, weniger als {1}</translation>
  </message>
  <message>
   <source>nothing new was said since the last night</source>
   <translation>seit der letzten Nacht wurde nichts Neues gesagt</translation>
  </message>
  <message>
   <source>the battery is at {0}%, below {1}%</source>
   <translation>der Akku steht bei {0} %, unter {1} %</translation>
  </message>
  <message>
   <source>low-power mode is on</source>
   <translation>der Stromsparmodus ist an</translation>
  </message>
  <message>
   <source>this machine does not tell whether you are away</source>
   <translation>dieser Rechner verrät nicht, ob Sie weg sind</translation>
  </message>
  <message>
   <source>the display is on</source>
   <translation>der Bildschirm ist an</translation>
  </message>
  <message>
   <source>the lid is closed</source>
   <translation>der Deckel ist zu</translation>
  </message>
  <message>
   <source>other programs need the memory</source>
   <translation>andere Programme brauchen den Arbeitsspeicher</translation>
  </message>
  <message>
   <source>{0} of free disk are needed</source>
   <translation>{0} freier Platz auf der Platte werden gebraucht</translation>
  </message>
  <message>
   <source>{0} of free memory are needed</source>
   <translation>{0} freier Arbeitsspeicher werden gebraucht</translation>
  </message>
  <message>
   <source>it is outside your sleep hours, {0} to {1}</source>
   <translation>es ist außerhalb der Schlafstunden, {0} bis {1}</translation>
  </message>
  <message>
   <source>you are back</source>
   <translation>Sie sind zurück</translation>
  </message>
  <message>
   <source>the display woke</source>
   <translation>der Bildschirm ist aufgewacht</translation>
  </message>
  <message>
   <source>Dormouse is closing</source>
   <translation>Dormouse schließt sich</translation>
  </message>
  <message>
   <source>{0} minutes</source>
   <translation>{0} Minuten</translation>
  </message>
  <message>
   <source>{0} seconds</source>
   <translation>{0} Sekunden</translation>
  </message>
  <message>
   <source>the machine is too warm</source>
   <translation>der Rechner ist zu warm</translation>
  </message>
  <message>
   <source>the display must sleep on this machine</source>
   <translation>auf diesem Rechner muss der Bildschirm schlafen</translation>
  </message>
  <message>
   <source>the machine is free</source>
   <translation>der Rechner ist frei</translation>
  </message>
  <message>
   <source>nothing speaks against it</source>
   <translation>nichts spricht dagegen</translation>
  </message>
  <message>
   <source>you asked for it</source>
   <translation>Sie haben es verlangt</translation>
  </message>
  <message>
   <source>all is well, and it must stay so for a minute</source>
   <translation>alles passt, und es muss eine Minute lang so bleiben</translation>
  </message>
  <message>
   <source>the last night began less than ten minutes ago</source>
   <translation>die letzte Nacht begann vor weniger als zehn Minuten</translation>
  </message>
  <message>
   <source>the last night failed, and is tried again some hours later</source>
   <translation>die letzte Nacht ist misslungen und wird in einigen Stunden noch einmal versucht</translation>
  </message>
  <message>
   <source>only a nap is allowed, and what waits is for a longer night</source>
   <translation>nur ein Nickerchen ist erlaubt, und was wartet, braucht eine längere Nacht</translation>
  </message>
  <message>
   <source>sleeping by itself is switched off</source>
   <translation>das Schlafen von selbst ist ausgeschaltet</translation>
  </message>
  <message>
   <source>a night is going on</source>
   <translation>eine Nacht läuft gerade</translation>
  </message>
  <message>
   <source>a machine that shows no battery hangs on the mains</source>
   <translation>ein Rechner ohne Akku hängt am Stromnetz</translation>
  </message>
  <message>
   <source>a machine that shows no battery has enough</source>
   <translation>ein Rechner ohne Akku hat genug</translation>
  </message>
  <message>
   <source>without an idle clock the user is taken to be present</source>
   <translation>ohne Leerlaufuhr gelten Sie als anwesend</translation>
  </message>
  <message>
   <source>without a display signal the display is taken to be on</source>
   <translation>ohne Signal gilt der Bildschirm als an</translation>
  </message>
  <message>
   <source>without a lock signal the screen is taken to be unlocked</source>
   <translation>ohne Signal gilt der Bildschirm als nicht gesperrt</translation>
  </message>
  <message>
   <source>without a thermal signal the system's own throttling is trusted</source>
   <translation>ohne Wärmesignal wird der Drosselung des Systems vertraut</translation>
  </message>
  <message>
   <source>without a power profile the low-power mode is taken to be off</source>
   <translation>ohne Energieprofil gilt der Stromsparmodus als aus</translation>
  </message>
  <message>
   <source>without a lid signal the lid is taken to be open</source>
   <translation>ohne Signal gilt der Deckel als offen</translation>
  </message>
  <message>
   <source>without a pressure signal only free memory is looked at</source>
   <translation>ohne Signal zählt nur der freie Arbeitsspeicher</translation>
  </message>
  <message>
   <source>no battery found</source>
   <translation>kein Akku gefunden</translation>
  </message>
  <message>
   <source>the file system</source>
   <translation>das Dateisystem</translation>
  </message>
  <message>
   <source>nobody tells</source>
   <translation>niemand verrät es</translation>
  </message>
  <message>
   <source>You stopped it; the next sleep goes on from there.</source>
   <translation>Sie haben sie angehalten; der nächste Schlaf macht dort weiter.</translation>
  </message>
  <message>
   <source>It was stopped because {0}; the next sleep goes on from there.</source>
   <translation>Sie wurde angehalten, denn {0}; der nächste Schlaf macht dort weiter.</translation>
  </message>
  <message>
   <source>The memory was wanted for the chat; the next sleep goes on from there.</source>
   <translation>Der Arbeitsspeicher wurde für den Chat gebraucht; der nächste Schlaf macht dort weiter.</translation>
  </message>
  <message>
   <source>Close other programs and try again.</source>
   <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Nothing to do, because {0} and no fact has changed since night {1}.</source>
   <translation>Nichts zu tun, denn {0}, und seit Nacht {1} hat sich keine Erinnerung geändert.</translation>
  </message>
  <message>
   <source>Nothing to do, because {0} and all facts are known by heart since the last deep night.</source>
   <translation>Nichts zu tun, denn {0}, und seit der letzten tiefen Nacht sitzt alles.</translation>
  </message>
  <message>
   <source>Nothing to do, because {0} and there is no fact to learn. {1}</source>
   <translation>Nichts zu tun, denn {0}, und es gibt keine Erinnerung zu lernen. {1}</translation>
  </message>
  <message>
   <source>nothing new was said</source>
   <translation>nichts Neues wurde gesagt</translation>
  </message>
  <message>
   <source>in {0} new message there was nothing new</source>
   <translation>in {0} neuen Nachricht war nichts Neues</translation>
  </message>
  <message>
   <source>in {0} new messages there was nothing new</source>
   <translation>in {0} neuen Nachrichten war nichts Neues</translation>
  </message>
  <message>
   <source>What is new was noted; a nap has room for {0} facts by heart, so the next night will learn them.</source>
   <translation>Das Neue ist notiert; ein Nickerchen hat Platz für {0} Erinnerungen, die nächste Nacht lernt sie.</translation>
  </message>
  <message>
   <source>The one fact passed its closed-book questions.</source>
   <translation>Die eine Erinnerung hat die Prüfung ohne Nachsehen bestanden.</translation>
  </message>
  <message>
   <source>All {0} facts passed their closed-book questions.</source>
   <translation>Alle {0} Erinnerungen haben die Prüfung ohne Nachsehen bestanden.</translation>
  </message>
  <message>
   <source>{0} of {1} facts passed; the others stay in the prompt.</source>
   <translation>{0} von {1} Erinnerungen haben bestanden; die anderen bleiben im Prompt.</translation>
  </message>
  <message>
   <source>A forgetting had to be finished first, and that backup went with it.</source>
   <translation>Ein Vergessen musste zuerst abgeschlossen werden, und diese Sicherung ging mit ihm.</translation>
  </message>
  <message>
   <source>No question could be made about what there is to learn.</source>
   <translation>Über das, was zu lernen ist, ließ sich keine Frage bilden.</translation>
  </message>
  <message>
   <source>No fact passed its closed-book questions.</source>
   <translation>Keine Erinnerung hat die Prüfung ohne Nachsehen bestanden.</translation>
  </message>
  <message>
   <source>Only {0} of the general answers that were right before stayed right.</source>
   <translation>Nur {0} der allgemeinen Antworten, die vorher stimmten, stimmen noch.</translation>
  </message>
  <message>
   <source>Ordinary text became {0} harder to predict.</source>
   <translation>Gewöhnlicher Text wurde um {0} schwerer vorherzusagen.</translation>
  </message>
  <message>
   <source>Look-alike questions were answered with a learned fact {0} of the time.</source>
   <translation>Ähnliche Fragen wurden zu {0} mit etwas Gelerntem beantwortet.</translation>
  </message>
  <message>
   <source>Only {0} of {1} facts that were known by heart before passed again.</source>
   <translation>Nur {0} von {1} Erinnerungen, die vorher auswendig gewusst waren, haben die Prüfung wieder bestanden.</translation>
  </message>
  <message>
   <source>Another value in the prompt was heeded only {0} of the times it was before.</source>
   <translation>Ein anderer Wert im Prompt wurde nur in {0} der Fälle von vorher beachtet.</translation>
  </message>
  <message>
   <source>I denied {0} of what I had been told.</source>
   <translation>Von dem, was mir gesagt wurde, habe ich {0} geleugnet.</translation>
  </message>
  <message>
   <source>Values that are over were answered {0} of the time.</source>
   <translation>Was nicht mehr gilt, wurde zu {0} geantwortet.</translation>
  </message>
  <message>
   <source>You wrote it down yourself.</source>
   <translation>Sie haben es selbst aufgeschrieben.</translation>
  </message>
  <message>
   <source>The messages that it was read from are gone.</source>
   <translation>Die Nachrichten, aus denen es stammt, gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>Read from {0} message of yours ({1}).</source>
   <translation>Aus {0} Ihrer Nachrichten ({1}).</translation>
  </message>
  <message>
   <source>Read from {0} messages of yours ({1}).</source>
   <translation>Aus {0} Ihrer Nachrichten ({1}).</translation>
  </message>
  <message>
   <source>You typed it: your own word ({0}).</source>
   <translation>Sie haben es getippt: Ihr eigenes Wort ({0}).</translation>
  </message>
  <message>
   <source>You confirmed it: your own word ({0}).</source>
   <translation>Sie haben es bestätigt: Ihr eigenes Wort ({0}).</translation>
  </message>
  <message>
   <source>It looks like a secret and is not learned.</source>
   <translation>Es sieht wie ein Geheimnis aus und wird nicht gelernt.</translation>
  </message>
  <message>
   <source>It is no secret.</source>
   <translation>Es ist kein Geheimnis.</translation>
  </message>
  <message>
   <source>{0} sure when it was read.</source>
   <translation>Beim Lesen zu {0} sicher.</translation>
  </message>
  <message>
   <source>In doubt: {0}.</source>
   <translation>Im Zweifel: {0}.</translation>
  </message>
  <message>
   <source>ask about it</source>
   <translation>danach fragen</translation>
  </message>
  <message>
   <source>something has changed</source>
   <translation>etwas hat sich geändert</translation>
  </message>
  <message>
   <source>Not current: {0}.</source>
   <translation>Nicht mehr aktuell: {0}.</translation>
  </message>
  <message>
   <source>it is over</source>
   <translation>es ist vorbei</translation>
  </message>
  <message>
   <source>it is over; now: {0}</source>
   <translation>es ist vorbei; jetzt: {0}</translation>
  </message>
  <message>
   <source>you have put it aside</source>
   <translation>Sie haben es beiseitegelegt</translation>
  </message>
  <message>
   <source>you have deleted it</source>
   <translation>Sie haben es gelöscht</translation>
  </message>
  <message>
   <source>It took the place of: {0}.</source>
   <translation>Es trat an die Stelle von: {0}.</translation>
  </message>
  <message>
   <source>It is current.</source>
   <translation>Es ist aktuell.</translation>
  </message>
  <message>
   <source>No night has dreamt of it yet.</source>
   <translation>Noch keine Nacht hat davon geträumt.</translation>
  </message>
  <message>
   <source>The last night made {0} dreams of it, kept {1}, dropped {2}{3}.</source>
   <translation>Die letzte Nacht machte {0} Träume daraus, behielt {1}, verwarf {2}{3}.</translation>
  </message>
  <message>
   <source>No exam has asked about it yet.</source>
   <translation>Noch keine Prüfung hat danach gefragt.</translation>
  </message>
  <message>
   <source>Exam of night {0}: {1} of {2} right before it, {3} of {4} after.</source>
   <translation>Prüfung der Nacht {0}: vorher {1} von {2} richtig, danach {3} von {4}.</translation>
  </message>
  <message>
   <source>It is answered from the prompt. It has failed {0} exam in a row.</source>
   <translation>Es wird aus dem Prompt beantwortet. Es hat {0} Prüfung nicht bestanden.</translation>
  </message>
  <message>
   <source>It is answered from the prompt. It has failed {0} exams in a row.</source>
   <translation>Es wird aus dem Prompt beantwortet. Es hat {0} Prüfungen nacheinander nicht bestanden.</translation>
  </message>
  <message>
   <source>It is answered from the prompt. An adapter that knew it is out of use: {0}.</source>
   <translation>Es wird aus dem Prompt beantwortet. Gewichte, die es wussten, sind außer Gebrauch: {0}.</translation>
  </message>
  <message>
   <source>It is answered from the prompt.</source>
   <translation>Es wird aus dem Prompt beantwortet.</translation>
  </message>
  <message>
   <source>It is answered from the prompt ({0}).</source>
   <translation>Es wird aus dem Prompt beantwortet ({0}).</translation>
  </message>
  <message>
   <source>It is known by heart since night {0}, in the {1} adapter.</source>
   <translation>Es sitzt seit Nacht {0}, in den Gewichten ({1}).</translation>
  </message>
  <message>
   <source>It is known by heart since night {0}, in the {1} adapter ({2}).</source>
   <translation>Es sitzt seit Nacht {0}, in den Gewichten ({1}, {2}).</translation>
  </message>
  <message>
   <source>It is known by heart by night {0}, in the {1} adapter.</source>
   <translation>Es sitzt durch Nacht {0}, in den Gewichten ({1}).</translation>
  </message>
  <message>
   <source>It is known by heart, in the {0} adapter.</source>
   <translation>Es sitzt, in den Gewichten ({0}).</translation>
  </message>
  <message>
   <source>It stood in the prompt.</source>
   <translation>Es stand im Prompt.</translation>
  </message>
  <message>
   <source>It bears on the question and stands in the prompt.</source>
   <translation>Es gehört zur Frage und steht im Prompt.</translation>
  </message>
  <message>
   <source>It is not used: {0}.</source>
   <translation>Es wird nicht genutzt: {0}.</translation>
  </message>
  <message>
   <source>It is not used: it does not meet the question well enough.</source>
   <translation>Nicht genutzt: Es passt nicht gut genug zur Frage.</translation>
  </message>
  <message>
   <source>It is not used: others meet the question better, or there was no room (at most {0} facts).</source>
   <translation>Nicht genutzt: Andere passen besser zur Frage, oder es war kein Platz (höchstens {0} Erinnerungen).</translation>
  </message>
  <message>
   <source>It was learned by heart in night {0} and is answered by the {1} adapter.</source>
   <translation>Es wurde in Nacht {0} gelernt und wird aus den Gewichten ({1}) beantwortet.</translation>
  </message>
  <message>
   <source>Every page of the database could be read and verified.</source>
   <translation>Jede Seite der Datenbank wurde gelesen und geprüft.</translation>
  </message>
  <message>
   <source>Every row that another one needs is there.</source>
   <translation>Jede Zeile, die eine andere braucht, ist da.</translation>
  </message>
  <message>
   <source>The search indexes agree with the texts.</source>
   <translation>Die Suchverzeichnisse stimmen mit den Texten überein.</translation>
  </message>
  <message>
   <source>A search index does not agree with the texts.</source>
   <translation>Ein Suchverzeichnis stimmt nicht mit den Texten überein.</translation>
  </message>
  <message>
   <source>A search index did not agree with the texts and was made anew.</source>
   <translation>Ein Suchverzeichnis stimmte nicht mit den Texten überein und wurde neu gemacht.</translation>
  </message>
  <message>
   <source>No answer was cut short.</source>
   <translation>Keine Antwort wurde abgeschnitten.</translation>
  </message>
  <message>
   <source>Of {0} messages, so many answers were cut short; their beginning is kept.</source>
   <translation>Von {0} Nachrichten wurden so viele Antworten abgeschnitten; ihr Anfang ist da.</translation>
  </message>
  <message>
   <source>The key is kept by the keyring.</source>
   <translation>Der Schlüssel liegt im Schlüsselbund.</translation>
  </message>
  <message>
   <source>No keyring answered, so the key lies in a file beside the database: whoever has both can read it.</source>
   <translation>Kein Schlüsselbund antwortet, darum liegt der Schlüssel in einer Datei neben der Datenbank: Wer beide hat, kann sie lesen.</translation>
  </message>
  <message>
   <source>Only you can open the private files.</source>
   <translation>Nur Sie können die privaten Dateien öffnen.</translation>
  </message>
  <message>
   <source>Other users of this machine could open private files; not any more.</source>
   <translation>Andere Benutzer dieses Rechners konnten private Dateien öffnen; jetzt nicht mehr.</translation>
  </message>
  <message>
   <source>The database is damaged; restore it from a backup.</source>
   <translation>Die Datenbank ist beschädigt; stellen Sie sie aus einer Sicherung wieder her.</translation>
  </message>
  <message>
   <source>Some rows point to rows that do not exist.</source>
   <translation>Manche Zeilen verweisen auf Zeilen, die es nicht gibt.</translation>
  </message>
  <message>
   <source>The adapter in use is missing or damaged; sleep once more.</source>
   <translation>Die gelernten Gewichte fehlen oder sind beschädigt; lassen Sie Dormouse noch einmal schlafen.</translation>
  </message>
  <message>
   <source>The adapters in use are what they were when published.</source>
   <translation>Die gelernten Gewichte sind, was sie bei ihrer Freigabe waren.</translation>
  </message>
  <message>
   <source>Older adapters are gone, so those nights cannot be returned to.</source>
   <translation>Ältere Gewichte sind weg, zu jenen Nächten führt kein Weg zurück.</translation>
  </message>
  <message>
   <source>The most able one that leaves half of this machine's {0} GB of memory free.</source>
   <translation>Das fähigste, das die Hälfte der {0} GB Arbeitsspeicher dieses Rechners frei lässt.</translation>
  </message>
  <message>
   <source>Comes with Dormouse and works at once. Small: good for trying things out.</source>
   <translation>Kommt mit Dormouse und geht sofort. Klein: gut zum Ausprobieren.</translation>
  </message>
  <message>
   <source>Quick on any Apple Silicon Mac.</source>
   <translation>Schnell auf jedem Mac mit Apple-Chip.</translation>
  </message>
  <message>
   <source>A good balance from 16 GB of memory on.</source>
   <translation>Ab 16 GB Arbeitsspeicher ein guter Mittelweg.</translation>
  </message>
  <message>
   <source>The most able of this list; wants 24 GB of memory to sleep well.</source>
   <translation>Das fähigste dieser Liste; will 24 GB Arbeitsspeicher, um gut zu schlafen.</translation>
  </message>
  <message>
   <source>Without an Apple GPU the small model is the one that answers quickly.</source>
   <translation>Ohne Apple-GPU antwortet nur das kleine Modell schnell.</translation>
  </message>
  <message>
   <source>Without an Apple GPU it answers slowly.</source>
   <translation>Ohne Apple-GPU antwortet es langsam.</translation>
  </message>
  <message>
   <source>Larger models need more memory or disk than this machine has free.</source>
   <translation>Größere Modelle brauchen mehr Arbeitsspeicher oder Platz, als dieser Rechner frei hat.</translation>
  </message>
  <message>
   <source>It wants {0} of memory, and this machine has {1}.</source>
   <translation>Es will {0} Arbeitsspeicher, und dieser Rechner hat {1}.</translation>
  </message>
  <message>
   <source>It needs {0} of free disk, and there are {1}.</source>
   <translation>Es braucht {0} freien Platz, und es gibt {1}.</translation>
  </message>
  <message>
   <source>Dormouse {0} is there; this is {1}.</source>
   <translation>Dormouse {0} ist da; dies ist {1}.</translation>
  </message>
  <message>
   <source>Dormouse {0} is the newest.</source>
   <translation>Dormouse {0} ist das neueste.</translation>
  </message>
  <message>
   <source>This is Dormouse {0}; {1} is offered and older, and Dormouse does not go back.</source>
   <translation>Dies ist Dormouse {0}; angeboten wird das ältere {1}, und Dormouse geht nicht zurück.</translation>
  </message>
  <message>
   <source>The sleeper {0} in the stage “{1}”, and again when it was begun anew.</source>
   <translation>Der Schlaf {0} in der Stufe „{1}“, und noch einmal, als sie neu begann.</translation>
  </message>
  <message>
   <source>gave no sign of life any more</source>
   <translation>gab kein Lebenszeichen mehr</translation>
  </message>
  <message>
   <source>was ended by the machine (code {0})</source>
   <translation>wurde vom Rechner beendet (Code {0})</translation>
  </message>
  <message>
   <source>{0} What was found out before stands; chat was not touched.</source>
   <translation>{0} Was vorher herauskam, gilt; der Chat blieb unberührt.</translation>
  </message>
  <message>
   <source>Dormouse does not look for updates.</source>
   <translation>Dormouse sucht nicht nach neuen Versionen.</translation>
  </message>
  <message>
   <source>The download is paused.</source>
   <translation>Der Download ist angehalten.</translation>
  </message>
  <message>
   <source>Start it again whenever you like; it goes on where it was.</source>
   <translation>Starten Sie ihn wieder, wann Sie mögen; er geht dort weiter, wo er war.</translation>
  </message>
  <message>
   <source>The download was cancelled; nothing of it was kept.</source>
   <translation>Der Download wurde abgebrochen; nichts davon wurde behalten.</translation>
  </message>
  <message>
   <source>Something went wrong inside Dormouse.</source>
   <translation>In Dormouse ist etwas schiefgegangen.</translation>
  </message>
  <message>
   <source>Please report this: {0}</source>
   <translation>Bitte melden Sie das: {0}</translation>
  </message>
  <message>
   <source>The draft has more than {0} characters.</source>
   <translation>Der Entwurf hat mehr als {0} Zeichen.</translation>
  </message>
  <message>
   <source>Shorten it.</source>
   <translation>Kürzen Sie ihn.</translation>
  </message>
  <message>
   <source>The file holds more than {0} messages.</source>
   <translation>Die Datei enthält mehr als {0} Nachrichten.</translation>
  </message>
  <message>
   <source>Import it in parts.</source>
   <translation>Importieren Sie sie in Teilen.</translation>
  </message>
  <message>
   <source>There was no night {0}.</source>
   <translation>Es gab keine Nacht {0}.</translation>
  </message>
  <message>
   <source>dormouse report tells of the last one.</source>
   <translation>dormouse report erzählt von der letzten.</translation>
  </message>
  <message>
   <source>That model is being downloaded.</source>
   <translation>Dieses Modell wird gerade geladen.</translation>
  </message>
  <message>
   <source>Cancel the download instead.</source>
   <translation>Brechen Sie stattdessen den Download ab.</translation>
  </message>
  <message>
   <source>That model is not on this machine yet.</source>
   <translation>Dieses Modell ist noch nicht auf dem Rechner.</translation>
  </message>
  <message>
   <source>Download it first.</source>
   <translation>Laden Sie es zuerst.</translation>
  </message>
  <message>
   <source>That is not an access token.</source>
   <translation>Das ist kein Zugriffstoken.</translation>
  </message>
  <message>
   <source>Copy it from the hub's settings page once more.</source>
   <translation>Kopieren Sie es noch einmal von der Einstellungsseite des Hubs.</translation>
  </message>
  <message>
   <source>That night has published nothing that is in use.</source>
   <translation>Diese Nacht hat nichts freigegeben, das in Gebrauch ist.</translation>
  </message>
  <message>
   <source>Choose another night.</source>
   <translation>Wählen Sie eine andere Nacht.</translation>
  </message>
  <message>
   <source>There is no report of such a night.</source>
   <translation>Von dieser Nacht gibt es keinen Bericht.</translation>
  </message>
  <message>
   <source>Let Dormouse sleep first: dormouse sleep</source>
   <translation>Lassen Sie Dormouse zuerst schlafen: dormouse sleep</translation>
  </message>
  <message>
   <source>Dormouse is asleep.</source>
   <translation>Dormouse schläft.</translation>
  </message>
  <message>
   <source>Wake it first, or wait until the night is over.</source>
   <translation>Wecken Sie es zuerst, oder warten Sie, bis die Nacht vorbei ist.</translation>
  </message>
  <message>
   <source>Dormouse cannot sleep now: {0}.</source>
   <translation>Dormouse kann jetzt nicht schlafen: {0}.</translation>
  </message>
  <message>
   <source>Try again later.</source>
   <translation>Versuchen Sie es später noch einmal.</translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The message is empty.</source>
   <translation>Die Nachricht ist leer.</translation>
  </message>
  <message>
   <source>Write something first.</source>
   <translation>Schreiben Sie zuerst etwas.</translation>
  </message>
  <message>
   <source>The message has more than {0} characters.</source>
   <translation>Die Nachricht hat mehr als {0} Zeichen.</translation>
  </message>
  <message>
   <source>Send it in parts.</source>
   <translation>Schicken Sie sie in Teilen.</translation>
  </message>
  <message>
   <source>The message holds a NUL character, which is not text.</source>
   <translation>Die Nachricht enthält ein NUL-Zeichen, das kein Text ist.</translation>
  </message>
  <message>
   <source>Remove it.</source>
   <translation>Entfernen Sie es.</translation>
  </message>
  <message>
   <source>Only an answer can be given once more.</source>
   <translation>Nur eine Antwort kann noch einmal gegeben werden.</translation>
  </message>
  <message>
   <source>Choose an answer.</source>
   <translation>Wählen Sie eine Antwort.</translation>
  </message>
  <message>
   <source>The starter model is not there yet.</source>
   <translation>Das mitgelieferte Modell ist noch nicht da.</translation>
  </message>
  <message>
   <source>Run `make run` in Dormouse's folder, which fetches it, or choose another model with --model.</source>
   <translation>Rufen Sie `make run` im Ordner von Dormouse auf, das holt es, oder wählen Sie ein anderes Modell mit --model.</translation>
  </message>
  <message>
   <source>That model is being downloaded already.</source>
   <translation>Dieses Modell wird schon geladen.</translation>
  </message>
  <message>
   <source>Wait for it, or pause it.</source>
   <translation>Warten Sie darauf, oder halten Sie es an.</translation>
  </message>
  <message>
   <source>Another Dormouse is downloading that model.</source>
   <translation>Ein anderes Dormouse lädt dieses Modell gerade herunter.</translation>
  </message>
  <message>
   <source>Wait for it, or pause it there.</source>
   <translation>Warten Sie darauf, oder halten Sie es dort an.</translation>
  </message>
  <message>
   <source>{0} could not be used: {1}.</source>
   <translation>{0} ließ sich nicht benutzen: {1}.</translation>
  </message>
  <message>
   <source>Check the disk and try again.</source>
   <translation>Prüfen Sie die Platte und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>The disk is full, so {0} could not be written.</source>
   <translation>Die Platte ist voll, darum ließ sich {0} nicht schreiben.</translation>
  </message>
  <message>
   <source>The disk is full.</source>
   <translation>Die Platte ist voll.</translation>
  </message>
  <message>
   <source>Free some space and try again.</source>
   <translation>Machen Sie etwas Platz und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>Free some space.</source>
   <translation>Machen Sie etwas Platz.</translation>
  </message>
  <message>
   <source>Dormouse may not use {0}.</source>
   <translation>Dormouse darf {0} nicht benutzen.</translation>
  </message>
  <message>
   <source>{0}, or change its permissions.</source>
   <translation>{0}, oder ändern Sie die Rechte.</translation>
  </message>
  <message>
   <source>{0} is a file, and a folder is needed there.</source>
   <translation>{0} ist eine Datei, und dort wird ein Ordner gebraucht.</translation>
  </message>
  <message>
   <source>Choose another folder with --data.</source>
   <translation>Wählen Sie mit --data einen anderen Ordner.</translation>
  </message>
  <message>
   <source>{0} is missing.</source>
   <translation>{0} fehlt.</translation>
  </message>
  <message>
   <source>Restore it from a backup, or choose another folder.</source>
   <translation>Stellen Sie es aus einer Sicherung wieder her, oder wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Dormouse is already running with {0}.</source>
   <translation>Dormouse läuft schon mit {0}.</translation>
  </message>
  <message>
   <source>Use the window or terminal that is open, or close it first.</source>
   <translation>Benutzen Sie das offene Fenster oder Terminal, oder schließen Sie es zuerst.</translation>
  </message>
  <message>
   <source>One thing can be forgotten at a time.</source>
   <translation>Vergessen lässt sich eines auf einmal.</translation>
  </message>
  <message>
   <source>Name a memory, message or conversation.</source>
   <translation>Nennen Sie eine Erinnerung, eine Nachricht oder ein Gespräch.</translation>
  </message>
  <message>
   <source>There is nothing to forget there.</source>
   <translation>Dort gibt es nichts zu vergessen.</translation>
  </message>
  <message>
   <source>Look at the list again.</source>
   <translation>Sehen Sie noch einmal in die Liste.</translation>
  </message>
  <message>
   <source>That conversation does not exist any more.</source>
   <translation>Dieses Gespräch gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>Open another one.</source>
   <translation>Öffnen Sie ein anderes.</translation>
  </message>
  <message>
   <source>That message does not exist any more.</source>
   <translation>Diese Nachricht gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>Open the conversation again.</source>
   <translation>Öffnen Sie das Gespräch noch einmal.</translation>
  </message>
  <message>
   <source>Save it as UTF-8 text, or move it away: it is then written anew.</source>
   <translation>Speichern Sie sie als UTF-8-Text, oder legen Sie sie beiseite: Dann wird sie neu geschrieben.</translation>
  </message>
  <message>
   <source>This night would have taken {0} of {1} lines out of MEMORY.md, which looks like a mistake.</source>
   <translation>Diese Nacht hätte {0} von {1} Zeilen aus MEMORY.md genommen, das sieht nach einem Versehen aus.</translation>
  </message>
  <message>
   <source>Look through MEMORY.md and delete what is outdated, or change what is wrong; then let it sleep again.</source>
   <translation>Sehen Sie MEMORY.md durch, löschen Sie Veraltetes oder ändern Sie, was falsch ist; dann lassen Sie es wieder schlafen.</translation>
  </message>
  <message>
   <source>Only an answer can be explained.</source>
   <translation>Nur eine Antwort lässt sich erklären.</translation>
  </message>
  <message>
   <source>What was learned cannot be used: {0}.</source>
   <translation>Das Gelernte lässt sich nicht benutzen: {0}.</translation>
  </message>
  <message>
   <source>Answers come from the base model until the next night, which builds it again.</source>
   <translation>Bis zur nächsten Nacht antwortet das Grundmodell; sie baut es neu.</translation>
  </message>
  <message>
   <source>What was learned belongs to another model.</source>
   <translation>Das Gelernte gehört zu einem anderen Modell.</translation>
  </message>
  <message>
   <source>Choose that model again.</source>
   <translation>Wählen Sie jenes Modell wieder.</translation>
  </message>
  <message>
   <source>What was learned is missing on the disk.</source>
   <translation>Das Gelernte fehlt auf der Platte.</translation>
  </message>
  <message>
   <source>{0} arrived damaged: its hash is not the one that the hub names.</source>
   <translation>{0} kam beschädigt an: Die Prüfsumme ist nicht die, die der Hub nennt.</translation>
  </message>
  <message>
   <source>Free some space or choose a smaller model.</source>
   <translation>Machen Sie etwas Platz, oder wählen Sie ein kleineres Modell.</translation>
  </message>
  <message>
   <source>Try again; only this file is fetched once more.</source>
   <translation>Versuchen Sie es noch einmal; nur diese Datei wird neu geholt.</translation>
  </message>
  <message>
   <source>The model hub answered with an error ({0}).</source>
   <translation>Der Hub hat mit einem Fehler geantwortet ({0}).</translation>
  </message>
  <message>
   <source>Try again later; what has come is kept.</source>
   <translation>Versuchen Sie es später noch einmal; was da ist, bleibt.</translation>
  </message>
  <message>
   <source>That is not the name of a model repository.</source>
   <translation>Das ist kein Name einer Modellablage.</translation>
  </message>
  <message>
   <source>Write it as owner/name.</source>
   <translation>Schreiben Sie ihn als Besitzer/Name.</translation>
  </message>
  <message>
   <source>{0} holds no safetensors model.</source>
   <translation>{0} enthält kein safetensors-Modell.</translation>
  </message>
  <message>
   <source>Choose an MLX model, for example from mlx-community.</source>
   <translation>Wählen Sie ein MLX-Modell, zum Beispiel von mlx-community.</translation>
  </message>
  <message>
   <source>The model hub asks us to wait.</source>
   <translation>Der Hub bittet zu warten.</translation>
  </message>
  <message>
   <source>Try again in {0} minutes; what has come is kept.</source>
   <translation>Versuchen Sie es in {0} Minuten wieder; was schon da ist, bleibt.</translation>
  </message>
  <message>
   <source>Try again in a few minutes; what has come is kept.</source>
   <translation>Versuchen Sie es in ein paar Minuten noch einmal; was da ist, bleibt.</translation>
  </message>
  <message>
   <source>There is no such model, or it is private.</source>
   <translation>Es gibt kein solches Modell, oder es ist privat.</translation>
  </message>
  <message>
   <source>Check its name and your access token.</source>
   <translation>Prüfen Sie den Namen und Ihr Zugriffstoken.</translation>
  </message>
  <message>
   <source>A file of this model is missing on the hub.</source>
   <translation>Eine Datei dieses Modells fehlt auf dem Hub.</translation>
  </message>
  <message>
   <source>Choose another model.</source>
   <translation>Wählen Sie ein anderes Modell.</translation>
  </message>
  <message>
   <source>This model is gated.</source>
   <translation>Dieses Modell ist nur mit Zustimmung zu haben.</translation>
  </message>
  <message>
   <source>Accept its terms on the hub and give Dormouse your access token.</source>
   <translation>Stimmen Sie auf dem Hub seinen Bedingungen zu, und geben Sie Dormouse Ihr Zugriffstoken.</translation>
  </message>
  <message>
   <source>The hub knows no such model.</source>
   <translation>Der Hub kennt kein solches Modell.</translation>
  </message>
  <message>
   <source>Check the spelling of owner/name.</source>
   <translation>Prüfen Sie die Schreibweise von Besitzer/Name.</translation>
  </message>
  <message>
   <source>The model hub cannot be reached.</source>
   <translation>Der Hub ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Check the network and try again; what has come is kept.</source>
   <translation>Prüfen Sie das Netz und versuchen Sie es noch einmal; was da ist, bleibt.</translation>
  </message>
  <message>
   <source>The disk became full during the download.</source>
   <translation>Während des Downloads wurde die Platte voll.</translation>
  </message>
  <message>
   <source>Free some space; it goes on where it was.</source>
   <translation>Machen Sie etwas Platz; es geht dort weiter, wo es war.</translation>
  </message>
  <message>
   <source>That is {0} tokens long, and this model can hold {1}.</source>
   <translation>Das sind {0} Tokens, und dieses Modell fasst {1}.</translation>
  </message>
  <message>
   <source>Shorten it, or choose a model with a longer context.</source>
   <translation>Kürzen Sie es, oder wählen Sie ein Modell mit längerem Kontext.</translation>
  </message>
  <message>
   <source>That model is in use.</source>
   <translation>Dieses Modell ist in Gebrauch.</translation>
  </message>
  <message>
   <source>Choose another model first.</source>
   <translation>Wählen Sie zuerst ein anderes Modell.</translation>
  </message>
  <message>
   <source>That model is not on this machine.</source>
   <translation>Dieses Modell ist nicht auf dem Rechner.</translation>
  </message>
  <message>
   <source>See the list of models.</source>
   <translation>Sehen Sie in die Liste der Modelle.</translation>
  </message>
  <message>
   <source>This model is refused, because {0}.</source>
   <translation>Dieses Modell wird abgelehnt, denn {0}.</translation>
  </message>
  <message>
   <source>Choose a model in MLX format: config.json, tokenizer.json and model*.safetensors.</source>
   <translation>Wählen Sie ein Modell im MLX-Format: config.json, tokenizer.json und model*.safetensors.</translation>
  </message>
  <message>
   <source>There is no model folder at {0}.</source>
   <translation>Bei {0} liegt kein Modellordner.</translation>
  </message>
  <message>
   <source>Choose another with --model.</source>
   <translation>Wählen Sie mit --model einen anderen.</translation>
  </message>
  <message>
   <source>The model could not be loaded: {0}</source>
   <translation>Das Modell ließ sich nicht laden: {0}</translation>
  </message>
  <message>
   <source>Models of this kind do not run here: {0}</source>
   <translation>Modelle dieser Art laufen hier nicht: {0}</translation>
  </message>
  <message>
   <source>The model is damaged: its file {0} {1}.</source>
   <translation>Das Modell ist beschädigt: seine Datei {0} {1}.</translation>
  </message>
  <message>
   <source>Download or copy the model again, or choose another one.</source>
   <translation>Laden oder kopieren Sie das Modell noch einmal, oder wählen Sie ein anderes.</translation>
  </message>
  <message>
   <source>Free some disk space and start Dormouse again.</source>
   <translation>Machen Sie Platz auf der Platte und starten Sie Dormouse noch einmal.</translation>
  </message>
  <message>
   <source>The starter model could not be unpacked.</source>
   <translation>Das mitgelieferte Modell ließ sich nicht auspacken.</translation>
  </message>
  <message>
   <source>Install Dormouse again.</source>
   <translation>Installieren Sie Dormouse noch einmal.</translation>
  </message>
  <message>
   <source>This model has no chat template, so it cannot hold a conversation.</source>
   <translation>Dieses Modell hat keine Gesprächsvorlage, es kann also kein Gespräch führen.</translation>
  </message>
  <message>
   <source>This model cannot tell typed text from its own marks.</source>
   <translation>Dieses Modell kann getippten Text nicht von seinen eigenen Zeichen unterscheiden.</translation>
  </message>
  <message>
   <source>Choose a model made for chat, usually named Instruct or Chat.</source>
   <translation>Wählen Sie ein Modell für Gespräche, meist heißt es Instruct oder Chat.</translation>
  </message>
  <message>
   <source>Training lost its way at step {0} (loss {1}, gradient {2}).</source>
   <translation>Das Training hat sich bei Schritt {0} verlaufen (Verlust {1}, Gradient {2}).</translation>
  </message>
  <message>
   <source>Nothing was changed; the next night tries again.</source>
   <translation>Nichts wurde geändert; die nächste Nacht versucht es wieder.</translation>
  </message>
  <message>
   <source>On a Mac Dormouse may only train while the display sleeps: its graphics are ended otherwise.</source>
   <translation>Auf einem Mac darf Dormouse nur trainieren, während der Bildschirm schläft: Sonst beendet ihn die Grafik.</translation>
  </message>
  <message>
   <source>Choose “careful” or “idle is enough”.</source>
   <translation>Wählen Sie „Unbenutzt und am Strom“ oder „Unbenutzt genügt“.</translation>
  </message>
  <message>
   <source>The message is longer than the model can read.</source>
   <translation>Die Nachricht ist länger, als das Modell lesen kann.</translation>
  </message>
  <message>
   <source>There is no backup in this data folder.</source>
   <translation>In diesem Datenordner gibt es keine Sicherung.</translation>
  </message>
  <message>
   <source>Nothing was changed.</source>
   <translation>Nichts wurde geändert.</translation>
  </message>
  <message>
   <source>There is no backup of that name.</source>
   <translation>Es gibt keine Sicherung dieses Namens.</translation>
  </message>
  <message>
   <source>dormouse restore --list shows those there are.</source>
   <translation>dormouse restore --list zeigt, welche es gibt.</translation>
  </message>
  <message>
   <source>The engine waits for a Hello before anything else.</source>
   <translation>Der Motor wartet zuerst auf ein Hello.</translation>
  </message>
  <message>
   <source>Update Dormouse.</source>
   <translation>Aktualisieren Sie Dormouse.</translation>
  </message>
  <message>
   <source>This engine does not know that request yet.</source>
   <translation>Dieser Motor kennt diese Anfrage noch nicht.</translation>
  </message>
  <message>
   <source>This window and this engine are of different versions.</source>
   <translation>Fenster und Motor haben verschiedene Versionen.</translation>
  </message>
  <message>
   <source>Install one Dormouse.</source>
   <translation>Installieren Sie ein einziges Dormouse.</translation>
  </message>
  <message>
   <source>The stage “{0}” was begun {1} times and was cut off every time.</source>
   <translation>Die Stufe „{0}“ wurde {1}-mal begonnen und jedes Mal abgebrochen.</translation>
  </message>
  <message>
   <source>Dormouse starts over the next night; the log says more.</source>
   <translation>Dormouse beginnt in der nächsten Nacht von vorn; das Protokoll sagt mehr.</translation>
  </message>
  <message>
   <source>Another night is going on in this data folder.</source>
   <translation>In diesem Datenordner läuft schon eine Nacht.</translation>
  </message>
  <message>
   <source>Let it end first.</source>
   <translation>Lassen Sie sie zuerst enden.</translation>
  </message>
  <message>
   <source>That adapter does not exist.</source>
   <translation>Diese Gewichte gibt es nicht.</translation>
  </message>
  <message>
   <source>Let Dormouse sleep once more.</source>
   <translation>Lassen Sie Dormouse noch einmal schlafen.</translation>
  </message>
  <message>
   <source>The restored database could not be verified.</source>
   <translation>Die wiederhergestellte Datenbank ließ sich nicht prüfen.</translation>
  </message>
  <message>
   <source>The old one is kept as {0}.</source>
   <translation>Die alte liegt als {0} daneben.</translation>
  </message>
  <message>
   <source>{0} is damaged.</source>
   <translation>{0} ist beschädigt.</translation>
  </message>
  <message>
   <source>Choose another backup; found: {0}.</source>
   <translation>Wählen Sie eine andere Sicherung; gefunden: {0}.</translation>
  </message>
  <message>
   <source>Restore it from a backup; nothing was changed.</source>
   <translation>Stellen Sie es aus einer Sicherung wieder her; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>{0} does not open with this key: it belongs to another key, or its beginning is damaged.</source>
   <translation>{0} lässt sich mit diesem Schlüssel nicht öffnen: Es gehört zu einem anderen, oder sein Anfang ist beschädigt.</translation>
  </message>
  <message>
   <source>Restore the key or a backup; nothing was changed.</source>
   <translation>Stellen Sie den Schlüssel oder eine Sicherung wieder her; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>This data folder was written by a newer version of Dormouse.</source>
   <translation>Diesen Datenordner hat ein neueres Dormouse geschrieben.</translation>
  </message>
  <message>
   <source>Update Dormouse, or choose another folder with --data.</source>
   <translation>Aktualisieren Sie Dormouse, oder wählen Sie mit --data einen anderen Ordner.</translation>
  </message>
  <message>
   <source>{0} is a folder, and a file is needed there.</source>
   <translation>{0} ist ein Ordner, und dort wird eine Datei gebraucht.</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>The database is being used by another program.</source>
   <translation>Die Datenbank wird von einem anderen Programm benutzt.</translation>
  </message>
  <message>
   <source>Close it and try again.</source>
   <translation>Schließen Sie es und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <source>That text cannot be stored.</source>
   <translation>Dieser Text lässt sich nicht speichern.</translation>
  </message>
  <message>
   <source>Remove damaged characters or shorten it.</source>
   <translation>Entfernen Sie beschädigte Zeichen, oder kürzen Sie ihn.</translation>
  </message>
  <message>
   <source>The copy of the database could not be verified.</source>
   <translation>Die Kopie der Datenbank ließ sich nicht prüfen.</translation>
  </message>
  <message>
   <source>Found: {0}.</source>
   <translation>Gefunden: {0}.</translation>
  </message>
  <message>
   <source>That memory does not exist.</source>
   <translation>Diese Erinnerung gibt es nicht.</translation>
  </message>
  <message>
   <source>That thought does not exist any more.</source>
   <translation>Diesen Gedanken gibt es nicht mehr.</translation>
  </message>
  <message>
   <source>Open the report again.</source>
   <translation>Öffnen Sie den Bericht noch einmal.</translation>
  </message>
  <message>
   <source>No keyring answers here, so the token was not kept.</source>
   <translation>Hier antwortet kein Schlüsselbund, darum wurde das Token nicht gespeichert.</translation>
  </message>
  <message>
   <source>Unlock the keyring, or start Dormouse with HF_TOKEN set.</source>
   <translation>Entsperren Sie den Schlüsselbund, oder starten Sie Dormouse mit gesetztem HF_TOKEN.</translation>
  </message>
  <message>
   <source>The key of this database is not in the keyring.</source>
   <translation>Der Schlüssel dieser Datenbank ist nicht im Schlüsselbund.</translation>
  </message>
  <message>
   <source>Unlock the keyring or restore the key, then start again; nothing was changed.</source>
   <translation>Entsperren Sie den Schlüsselbund oder stellen Sie den Schlüssel wieder her, dann starten Sie noch einmal; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>The key in the keyring is damaged.</source>
   <translation>Der Schlüssel im Schlüsselbund ist beschädigt.</translation>
  </message>
  <message>
   <source>Restore it; nothing was changed.</source>
   <translation>Stellen Sie ihn wieder her; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>{0} does not hold a key.</source>
   <translation>{0} enthält keinen Schlüssel.</translation>
  </message>
  <message>
   <source>There is no such state of a memory.</source>
   <translation>So einen Zustand einer Erinnerung gibt es nicht.</translation>
  </message>
  <message>
   <source>Use one of {0}.</source>
   <translation>Nehmen Sie eines von {0}.</translation>
  </message>
  <message>
   <source>There are no words to remember.</source>
   <translation>Es gibt keine Worte zu merken.</translation>
  </message>
  <message>
   <source>Write one sentence.</source>
   <translation>Schreiben Sie einen Satz.</translation>
  </message>
  <message>
   <source>Only what you typed or confirmed yourself becomes a memory about you.</source>
   <translation>Nur was Sie selbst getippt oder bestätigt haben, wird eine Erinnerung über Sie.</translation>
  </message>
  <message>
   <source>This recovery code does not belong to this data folder.</source>
   <translation>Dieser Wiederherstellungscode gehört nicht zu diesem Datenordner.</translation>
  </message>
  <message>
   <source>Check it letter by letter.</source>
   <translation>Prüfen Sie ihn Zeichen für Zeichen.</translation>
  </message>
  <message>
   <source>A recovery code has {0} letters and digits.</source>
   <translation>Ein Wiederherstellungscode hat {0} Buchstaben und Ziffern.</translation>
  </message>
  <message>
   <source>No recovery code was ever made for this data folder.</source>
   <translation>Für diesen Datenordner gab es nie einen Wiederherstellungscode.</translation>
  </message>
  <message>
   <source>Restore the keyring entry.</source>
   <translation>Stellen Sie den Eintrag im Schlüsselbund wieder her.</translation>
  </message>
  <message>
   <source>Restore it from a copy of the data folder.</source>
   <translation>Stellen Sie es aus einer Kopie des Datenordners wieder her.</translation>
  </message>
  <message>
   <source>Only an answer can be rated, up or down.</source>
   <translation>Nur eine Antwort lässt sich bewerten, gut oder schlecht.</translation>
  </message>
  <message>
   <source>The news of an update {0}.</source>
   <translation>Die Nachricht über eine neue Version {0}.</translation>
  </message>
  <message>
   <source>Try again later; nothing was changed.</source>
   <translation>Versuchen Sie es später noch einmal; nichts wurde geändert.</translation>
  </message>
  <message>
   <source>This Dormouse was built without an address to ask.</source>
   <translation>Dieses Dormouse kennt keine Adresse zum Nachfragen.</translation>
  </message>
  <message>
   <source>Look at its page instead.</source>
   <translation>Sehen Sie stattdessen auf seine Seite.</translation>
  </message>
  <message>
   <source>The news of an update is not signed by Dormouse's makers, so it was not believed.</source>
   <translation>Die Nachricht über eine neue Version ist nicht von den Machern von Dormouse signiert, darum wird ihr nicht geglaubt.</translation>
  </message>
  <message>
   <source>The update server cannot be reached.</source>
   <translation>Der Server für neue Versionen ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>Send a shorter message.</source>
   <translation>Schicken Sie eine kürzere Nachricht.</translation>
  </message>
  <message>
   <source>The engine got a line that is not JSON.</source>
   <translation>Der Motor bekam eine Zeile, die kein JSON ist.</translation>
  </message>
  <message>
   <source>The engine got half a line, and then the pipe ended.</source>
   <translation>Der Motor bekam eine halbe Zeile, dann war Schluss.</translation>
  </message>
  <message>
   <source>The engine stopped.</source>
   <translation>Der Motor ist stehen geblieben.</translation>
  </message>
  <message>
   <source>reading what you said</source>
   <translation>liest, was Sie gesagt haben</translation>
  </message>
  <message>
   <source>putting the day in order</source>
   <translation>ordnet den Tag</translation>
  </message>
  <message>
   <source>dreaming</source>
   <translation>träumt</translation>
  </message>
  <message>
   <source>learning</source>
   <translation>lernt</translation>
  </message>
  <message>
   <source>asking</source>
   <translation>fragt ab</translation>
  </message>
  <message>
   <source>asking for what is over</source>
   <translation>fragt nach dem, was vorbei ist</translation>
  </message>
  <message>
   <source>waking</source>
   <translation>wacht auf</translation>
  </message>
  <message>
   <source>Read {0} of yours and found {1}.</source>
   <translation>{0} von Ihnen gelesen und {1} gefunden.</translation>
  </message>
  <message>
   <source>{0} message</source>
   <translation>{0} Nachricht</translation>
  </message>
  <message>
   <source>{0} messages</source>
   <translation>{0} Nachrichten</translation>
  </message>
  <message>
   <source>{0} possible fact</source>
   <translation>{0} mögliche Tatsache</translation>
  </message>
  <message>
   <source>{0} possible facts</source>
   <translation>{0} mögliche Tatsachen</translation>
  </message>
  <message>
   <source>Facts: {0}, {1}, {2}, {3}, {4}.</source>
   <translation>Tatsachen: {0}, {1}, {2}, {3}, {4}.</translation>
  </message>
  <message>
   <source>Facts: {0}, {1}, {2}, {3}.</source>
   <translation>Tatsachen: {0}, {1}, {2}, {3}.</translation>
  </message>
  <message>
   <source>Facts: {0}, {1}, {2}.</source>
   <translation>Tatsachen: {0}, {1}, {2}.</translation>
  </message>
  <message>
   <source>Facts: {0}, {1}.</source>
   <translation>Tatsachen: {0}, {1}.</translation>
  </message>
  <message>
   <source>Facts: {0}.</source>
   <translation>Tatsachen: {0}.</translation>
  </message>
  <message>
   <source>{0} new</source>
   <translation>{0} neu</translation>
  </message>
  <message>
   <source>{0} said again</source>
   <translation>{0} noch einmal gesagt</translation>
  </message>
  <message>
   <source>{0} replaced by newer ones</source>
   <translation>{0} durch neuere ersetzt</translation>
  </message>
  <message>
   <source>{0} no longer sure</source>
   <translation>{0} nicht mehr sicher</translation>
  </message>
  <message>
   <source>{0} changed by your own hand</source>
   <translation>{0} von Ihnen selbst geändert</translation>
  </message>
  <message>
   <source>No fact has changed.</source>
   <translation>Keine Tatsache hat sich geändert.</translation>
  </message>
  <message>
   <source>{0} missing from MEMORY.md came back.</source>
   <translation>{0}, die in MEMORY.md fehlten, sind wieder da.</translation>
  </message>
  <message>
   <source>{0} line</source>
   <translation>{0} Zeile</translation>
  </message>
  <message>
   <source>{0} lines</source>
   <translation>{0} Zeilen</translation>
  </message>
  <message>
   <source>Dreamt {0}, kept {1}.</source>
   <translation>{0} geträumt, {1} behalten.</translation>
  </message>
  <message>
   <source>Trained on {0}.</source>
   <translation>Geübt: {0}.</translation>
  </message>
  <message>
   <source>{0} row</source>
   <translation>{0} Übung</translation>
  </message>
  <message>
   <source>{0} rows</source>
   <translation>{0} Übungen</translation>
  </message>
  <message>
   <source>{0}: {1} right before, {2} after.</source>
   <translation>{0}: vorher {1} richtig, nachher {2}.</translation>
  </message>
  <message>
   <source>{0} question</source>
   <translation>{0} Frage</translation>
  </message>
  <message>
   <source>{0} questions</source>
   <translation>{0} Fragen</translation>
  </message>
  <message>
   <source>Kept what was there.</source>
   <translation>Es bleibt, wie es war.</translation>
  </message>
  <message>
   <source>Published; {0} answered by heart, {1} still looked up.</source>
   <translation>Übernommen; {0} auswendig beantwortet, {1} weiter nachgeschlagen.</translation>
  </message>
  <message>
   <source>{0} fact</source>
   <translation>{0} Tatsache</translation>
  </message>
  <message>
   <source>{0} facts</source>
   <translation>{0} Tatsachen</translation>
  </message>
  <message>
   <source>{0} with a deleted fact went out of use.</source>
   <translation>{0} mit einer gelöschten Tatsache außer Gebrauch genommen.</translation>
  </message>
  <message>
   <source>{0} older adapter</source>
   <translation>{0} älterer Adapter</translation>
  </message>
  <message>
   <source>{0} older adapters</source>
   <translation>{0} ältere Adapter</translation>
  </message>
  <message>
   <source>Done with less: the machine had ended this stage before.</source>
   <translation>Mit weniger getan: Der Rechner hatte diese Stufe schon einmal beendet.</translation>
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
  <message>
   <source>Any kind</source>
   <translation>Jede Art</translation>
  </message>
  <message>
   <source>Any source</source>
   <translation>Jede Quelle</translation>
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
  <message>
   <source>It took the place of</source>
   <translation>Es ersetzt</translation>
  </message>
  <message>
   <source>Show what was replaced: {0}</source>
   <translation>Das Ersetzte zeigen: {0}</translation>
  </message>
 </context>
 <context>
  <name>FactModel</name>
  <message>
   <source>Memory</source>
   <translation>Erinnerung</translation>
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
   <source>Previous message with a hit</source>
   <translation>Vorige Nachricht mit Treffer</translation>
  </message>
  <message>
   <source>Next message with a hit</source>
   <translation>Nächste Nachricht mit Treffer</translation>
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
   <translation>von: {0}</translation>
  </message>
  <message>
   <source>Kept</source>
   <translation>Wird behalten</translation>
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
   <source>Your changes to the memory file that were not saved are here again.</source>
   <translation>Ihre nicht gesicherten Änderungen an der Gedächtnisdatei sind wieder da.</translation>
  </message>
  <message>
   <source>{0} of {1} memories</source>
   <translation>{0} von {1} Erinnerungen</translation>
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
   <translation>Das Modell ist die Stimme von Dormouse. Nur ein Download, den Sie verlangen, berührt das Netz.</translation>
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
   <translation>Das Token von Ihrer Seite im Hub. Leer entfernt das gespeicherte.</translation>
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
   <translation>Nichts ist verloren: Es geht dort weiter, wo es war, wenn Sie es sagen oder der Rechner frei ist.</translation>
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
   <source>Reads one small signed file once a day and when you look here, and sends nothing about you.</source>
   <translation>Liest einmal am Tag, und wenn Sie hier nachsehen, eine kleine signierte Datei und sendet nichts über Sie.</translation>
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
   <translation>Die Datenbank ist verschlüsselt; der Schlüssel gehört Ihnen. Die Erinnerungsdatei daneben ist lesbarer Text, damit Sie sie lesen können.</translation>
  </message>
  <message>
   <source>An answer loads nothing by itself. A link opens only after you have seen its address.</source>
   <translation>Eine Antwort lädt nichts von selbst. Ein Link öffnet sich erst, wenn Sie seine Adresse gesehen haben.</translation>
  </message>
  <message>
   <source>A temporary chat is never remembered and is gone when Dormouse ends.</source>
   <translation>Ein temporärer Chat wird nie erinnert und ist fort, wenn Dormouse endet.</translation>
  </message>
  <message>
   <source>The network is touched for a model that you look up or download, and for nothing else unless you say so here.</source>
   <translation>Das Netz wird für ein Modell berührt, das Sie nachsehen oder laden, und für nichts sonst, außer Sie erlauben es hier.</translation>
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
   <translation>Sie schrieben: {0}</translation>
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
   <translation>Eine Art ohne Häkchen wird ab jetzt nicht notiert. Was Sie von Hand hinzufügen, bleibt.</translation>
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
   <source>of those before</source>
   <translation>von denen vorher</translation>
  </message>
  <message>
   <source>Another model answers since the last night. What the one before knew by heart was taught to it anew.</source>
   <translation>Seit der letzten Nacht antwortet ein anderes Modell. Was das vorige auswendig wusste, wurde ihm neu beigebracht.</translation>
  </message>
  <message>
   <source>Another model answers since the last night. What the one before knew by heart, this one looks up for now.</source>
   <translation>Seit der letzten Nacht antwortet ein anderes Modell. Was das vorige auswendig wusste, schlägt dieses vorerst nach.</translation>
  </message>
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
   <translation>Noch einmal geübt, weil Sie die Antwort bewertet haben</translation>
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
  <message>
   <source>Show in Memory</source>
   <translation>In Erinnerungen zeigen</translation>
  </message>
  <message>
   <source>Show in Memory: {0}</source>
   <translation>In Erinnerungen zeigen: {0}</translation>
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
   <translation>Das bleibt: Ihre Einstellungen, die Modelle und der Schlüssel.</translation>
  </message>
  <message>
   <source>This cannot be undone. Export what you want to keep first.</source>
   <translation>Das lässt sich nicht rückgängig machen. Exportieren Sie zuerst, was Sie behalten wollen.</translation>
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
   <source>Old values left behind</source>
   <translation>Alte Werte abgelegt</translation>
  </message>
  <message>
   <source>Known facts kept</source>
   <translation>Bekanntes bewahrt</translation>
  </message>
  <message>
   <source>General answers kept</source>
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
   <source>{0} brings Dormouse to the front from anywhere.</source>
   <translation>{0} holt Dormouse von überall nach vorn.</translation>
  </message>
  <message>
   <source>Global shortcut</source>
   <translation>Globales Tastenkürzel</translation>
  </message>
  <message>
   <source>Another program holds this shortcut now.</source>
   <translation>Ein anderes Programm hält dieses Tastenkürzel jetzt.</translation>
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
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Open Memory</source>
   <translation>Gedächtnis öffnen</translation>
  </message>
  <message>
   <source>Everything Dormouse knows about you: read it, change it, forget it.</source>
   <translation>Alles, was Dormouse über Sie weiß: lesen, ändern, vergessen.</translation>
  </message>
  <message>
   <source>What it remembers</source>
   <translation>Was es sich merkt</translation>
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
  <name>Signals</name>
  <message>
   <source>On the mains</source>
   <translation>Am Stromnetz</translation>
  </message>
  <message>
   <source>Battery</source>
   <translation>Akku</translation>
  </message>
  <message>
   <source>Last input</source>
   <translation>Letzte Eingabe</translation>
  </message>
  <message>
   <source>Display asleep</source>
   <translation>Bildschirm schläft</translation>
  </message>
  <message>
   <source>Screen locked</source>
   <translation>Bildschirm gesperrt</translation>
  </message>
  <message>
   <source>Heat</source>
   <translation>Wärme</translation>
  </message>
  <message>
   <source>Low-power mode</source>
   <translation>Stromsparmodus</translation>
  </message>
  <message>
   <source>Lid closed</source>
   <translation>Deckel zu</translation>
  </message>
  <message>
   <source>Memory is short</source>
   <translation>Speicher ist knapp</translation>
  </message>
  <message>
   <source>Free disk</source>
   <translation>Freier Platz</translation>
  </message>
  <message>
   <source>Free memory</source>
   <translation>Freier Arbeitsspeicher</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>{0} ago</source>
   <translation>vor {0}</translation>
  </message>
  <message>
   <source>normal</source>
   <translation>normal</translation>
  </message>
  <message>
   <source>warm</source>
   <translation>warm</translation>
  </message>
  <message>
   <source>hot</source>
   <translation>heiß</translation>
  </message>
  <message>
   <source>too hot</source>
   <translation>zu heiß</translation>
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
   <source>Never</source>
   <translation>Nie</translation>
  </message>
  <message numerus="yes">
   <source>Every %n nights</source>
   <translation>
    <numerusform>Jede Nacht</numerusform>
    <numerusform>Alle %n Nächte</numerusform>
   </translation>
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
   <source>The same time twice means at any hour. A night that was missed need not wait.</source>
   <translation>Zweimal dieselbe Zeit heißt zu jeder Stunde. Eine verpasste Nacht muss nicht warten.</translation>
  </message>
  <message>
   <source>Hours</source>
   <translation>Stunden</translation>
  </message>
  <message>
   <source>A night learns everything new; a nap learns a little, and leaves the rest to a night.</source>
   <translation>Eine Nacht lernt alles Neue; ein Nickerchen lernt ein wenig und überlässt den Rest einer Nacht.</translation>
  </message>
  <message>
   <source>How deep</source>
   <translation>Wie tief</translation>
  </message>
  <message>
   <source>A deep night also rebuilds the old memories in the weights.</source>
   <translation>Eine tiefe Nacht baut auch die alten Erinnerungen in den Gewichten neu.</translation>
  </message>
  <message>
   <source>Deep nights</source>
   <translation>Tiefe Nächte</translation>
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
   <source>It also rebuilds the old memories in the weights, and takes up to {0} min.</source>
   <translation>Sie bauen auch die alten Erinnerungen in den Gewichten neu und dauern bis zu {0} min.</translation>
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
   <source>Next: at any hour, {0}.</source>
   <translation>Als Nächstes: zu jeder Stunde, {0}.</translation>
  </message>
  <message>
   <source>Next: now, until {1}. {0}.</source>
   <translation>Als Nächstes: jetzt, bis {1}. {0}.</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>tomorrow</source>
   <translation>morgen</translation>
  </message>
  <message>
   <source>Next: {1} from {2} to {3}. {0}.</source>
   <translation>Als Nächstes: {1} von {2} bis {3}. {0}.</translation>
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
  <message>
   <source>Awake; may sleep soon</source>
   <translation>Wach; schläft vielleicht bald</translation>
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
   <source>Back</source>
   <translation>Zurück</translation>
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
   <translation>Ein kleines kam mit, damit Sie sofort beginnen können. Ein größeres antwortet besser und braucht mehr von Ihrem Rechner.</translation>
  </message>
  <message>
   <source>Its voice</source>
   <translation>Seine Stimme</translation>
  </message>
  <message>
   <source>A download goes on while you talk. Under Models there are more, now and later.</source>
   <translation>Ein Download läuft weiter, während Sie reden. Unter Modelle gibt es mehr, jetzt und später.</translation>
  </message>
  <message>
   <source>A night takes from a few minutes to an hour and a half. In the morning a report tells what was learned.</source>
   <translation>Eine Nacht dauert einige Minuten bis anderthalb Stunden. Am Morgen erzählt ein Bericht, was gelernt wurde.</translation>
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
   <source>So that it is there when the machine is idle and it may sleep.</source>
   <translation>Damit es da ist, wenn der Rechner ruht und es schlafen darf.</translation>
  </message>
  <message>
   <source>Start at login</source>
   <translation>Bei der Anmeldung starten</translation>
  </message>
  <message>
   <source>Nothing is kept that fails the exam, and every night can be undone.</source>
   <translation>Was die Prüfung nicht besteht, bleibt nicht, und jede Nacht lässt sich rückgängig machen.</translation>
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
   <source>{0}%</source>
   <translation>{0} %</translation>
  </message>
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
   <source>You wrote it</source>
   <translation>Von Ihnen geschrieben</translation>
  </message>
  <message>
   <source>You confirmed it</source>
   <translation>Von Ihnen bestätigt</translation>
  </message>
  <message>
   <source>From a document</source>
   <translation>Aus einem Dokument</translation>
  </message>
  <message>
   <source>Pasted</source>
   <translation>Eingefügt</translation>
  </message>
  <message>
   <source>From the web</source>
   <translation>Aus dem Netz</translation>
  </message>
  <message>
   <source>From a feed</source>
   <translation>Aus einem Feed</translation>
  </message>
  <message>
   <source>From the model</source>
   <translation>Vom Modell</translation>
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
   <source>Today</source>
   <translation>Heute</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>Gestern</translation>
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
   <source>{0}, up to {1} min</source>
   <translation>{0}, bis {1} min</translation>
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
 <context>
  <name>Findings</name>
  <message>
   <source>Sound</source>
   <translation>Heil</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <source>Mended</source>
   <translation>Geheilt</translation>
  </message>
  <message>
   <source>Damaged</source>
   <translation>Beschädigt</translation>
  </message>
 </context>
 <context>
  <name>Links</name>
  <message>
   <source>Open this address?</source>
   <translation>Diese Adresse öffnen?</translation>
  </message>
  <message>
   <source>It opens in your browser, outside Dormouse.</source>
   <translation>Sie öffnet sich im Browser, außerhalb von Dormouse.</translation>
  </message>
 </context>
 <context>
  <name>MenuBar</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>Bearbeiten</translation>
  </message>
  <message>
   <source>View</source>
   <translation>Ansicht</translation>
  </message>
  <message>
   <source>Chat</source>
   <translation>Chat</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>Gedächtnis</translation>
  </message>
  <message>
   <source>Night</source>
   <translation>Nacht</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <source>Minimize</source>
   <translation>Im Dock ablegen</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoomen</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
 </context>
 <context>
  <name>NothingRemembered</name>
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
  <name>NewsDialog</name>
  <message>
   <source>What is new</source>
   <translation>Was neu ist</translation>
  </message>
  <message>
   <source>Its makers have written no notes.</source>
   <translation>Die Entwickler haben nichts dazu geschrieben.</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Anmerkungen</translation>
  </message>
  <message>
   <source>Nothing is installed by itself; your data stays as it is.</source>
   <translation>Nichts wird von selbst installiert; Ihre Daten bleiben, wie sie sind.</translation>
  </message>
  <message>
   <source>Open its page</source>
   <translation>Seite öffnen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
 </context>
 <context>
  <name>UpdateWatch</name>
  <message>
   <source>What is new</source>
   <translation>Was neu ist</translation>
  </message>
 </context>
</TS>
