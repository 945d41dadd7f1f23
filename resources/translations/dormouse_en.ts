<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
 <context>
  <name>ActionRow</name>
  <message numerus="yes">
   <source>Used %n memories</source>
   <translation>
    <numerusform>Used %n memory</numerusform>
    <numerusform>Used %n memories</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Dormouse</name>
  <message numerus="yes">
   <source>Good morning. Last night I learned %n things.</source>
   <translation>
    <numerusform>Good morning. Last night I learned one thing.</numerusform>
    <numerusform>Good morning. Last night I learned %n things.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>NightHistory</name>
  <message numerus="yes">
   <source>%n learned</source>
   <translation>
    <numerusform>%n learned</numerusform>
    <numerusform>%n learned</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Notes</name>
  <message numerus="yes">
   <source>Noted %n things</source>
   <translation>
    <numerusform>Noted %n thing</numerusform>
    <numerusform>Noted %n things</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ReportView</name>
  <message numerus="yes">
   <source>Forgotten: %n memories, for good</source>
   <translation>
    <numerusform>Forgotten: %n memory, for good</numerusform>
    <numerusform>Forgotten: %n memories, for good</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SleepSettings</name>
  <message numerus="yes">
   <source>Every %n nights</source>
   <translation>
    <numerusform>Every night</numerusform>
    <numerusform>Every %n nights</numerusform>
   </translation>
  </message>
 </context>
</TS>
